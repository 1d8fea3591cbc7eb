"use client";

import { UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useInbox } from "#components/data/inboxes.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useReplyState } from "../composer/use-reply-state.ts";
import { useGroupMembers } from "../panels/group-members.ts";
import { Section } from "../panels/section.tsx";
import type { GroupRights } from "./group-rights.ts";
import { MemberLayers } from "./member-layers.tsx";
import { MemberList } from "./member-list.tsx";
import type { MemberAct } from "./member-row.tsx";
import { useMemberActs } from "./use-member-acts.ts";

const addDialog = async () => (await import("./add-members-dialog.tsx")).AddMembersDialog;

/** Searching is worth a field from this many on. */
const WORTH_SEARCHING = 8;

interface MemberSectionProps {
  conversation: Conversation;
  rights: GroupRights;
}

/** Who is in the group: our own number first, then admins; more come while one scrolls. */
export function MemberSection({ conversation, rights }: MemberSectionProps) {
  const t = useTexts("groups.members");
  const add = useTexts("groups.add");
  const group = conversation.meta.sender;
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words);
  const query = useGroupMembers(group.id, wanted);
  const { members, meta, error, isPending } = query;
  const [isAdding, setIsAdding] = useState(false);
  const { asked, act, close } = useMemberActs(conversation);
  const total = meta?.total_count ?? 0;
  const isSearched = wanted.trim() !== "";
  const canChange = rights.can("changeMembers");
  const isOpen = useReplyState(conversation) === "open";
  const inbox = useInbox(conversation.inbox_id);
  const canMention = isOpen && inbox?.capabilities.mentions === true;
  return (
    <Section title={t("title")} aside={isSearched ? undefined : total || undefined}>
      <div className="mb-2 grid gap-2">
        {canChange ? (
          <Button
            size="small"
            className="justify-self-start"
            icon={<UserPlus aria-hidden />}
            onClick={() => setIsAdding(true)}
          >
            {add("button")}
          </Button>
        ) : null}
        {isSearched || total >= WORTH_SEARCHING ? (
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        ) : null}
      </div>
      {isPending ? <MemberSkeleton /> : null}
      {error && members.length === 0 ? <MembersError error={error} onRetry={() => void query.refetch()} /> : null}
      {!isPending && !error && members.length === 0 ? (
        <p className="text-sm text-muted">{isSearched ? t("noneCalled", { words: wanted.trim() }) : t("none")}</p>
      ) : null}
      {members.length > 0 ? (
        <MemberList
          members={members}
          ownPhone={meta?.inbox_phone_number ?? null}
          canChange={canChange}
          canMention={canMention}
          isWhole={!query.hasNextPage && !isSearched}
          onAct={(what: MemberAct, member) => void act(what, member)}
          more={{
            hasMore: query.hasNextPage,
            isLoading: query.isFetchingNextPage,
            hasFailed: query.isFetchNextPageError,
            load: () => void query.fetchNextPage(),
          }}
        />
      ) : null}
      {isAdding ? (
        <OnDemand
          load={addDialog}
          onFail={() => setIsAdding(false)}
          with={{ groupId: group.id, canInvite: rights.can("inviteCode"), onClose: () => setIsAdding(false) }}
        />
      ) : null}
      <MemberLayers asked={asked} groupName={group.name} onClose={close} />
    </Section>
  );
}

function MemberSkeleton() {
  const t = useTexts("groups.members");
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{t("loading")}</span>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-8" />
      ))}
    </div>
  );
}

function MembersError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const ui = useTexts("ui");
  const sentences = useTexts("errorSentences");
  return (
    <div role="alert" className="text-sm text-muted">
      <p className="mb-2">{requestSentence(sentences, error)}</p>
      <Button size="small" onClick={onRetry}>
        {ui("tryAgain")}
      </Button>
    </div>
  );
}
