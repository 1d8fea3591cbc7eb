"use client";

import { useDeferredValue, useEffect, useRef, useState } from "react";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { GroupMember } from "#server/domain/groups/contract.ts";
import { CopyButton } from "./copy-button.tsx";
import { useGroupMembers } from "./group-members.ts";
import { isOwnNumber } from "./own-number.ts";
import { Section } from "./section.tsx";

/** Searching is worth a field from this many on. */
const WORTH_SEARCHING = 8;

/** Who is in the group: our own number first, then admins; more come while one scrolls. */
export function MemberSection({ groupId }: { groupId: number }) {
  const t = useTexts("panels");
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words);
  const { members, meta, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useGroupMembers(
    groupId,
    wanted,
  );
  const total = meta?.total_count ?? 0;
  const isSearched = wanted.trim() !== "";
  return (
    <Section title={t("memberList")} aside={isSearched ? undefined : total || undefined}>
      {isSearched || total >= WORTH_SEARCHING ? (
        <Input
          type="search"
          aria-label={t("searchMembers")}
          placeholder={t("searchMembers")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mb-2"
        />
      ) : null}
      {isPending ? <MemberSkeleton /> : null}
      {error && members.length === 0 ? <MembersError error={error} onRetry={() => void refetch()} /> : null}
      {!isPending && !error && members.length === 0 ? (
        <p className="text-sm text-muted">{isSearched ? t("noMember", { words: wanted.trim() }) : t("noMembers")}</p>
      ) : null}
      <ul aria-label={t("memberList")} className="-mx-2 max-h-96 overflow-y-auto">
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isOwn={isOwnNumber(member.contact.phone_number, meta?.inbox_phone_number ?? null)}
          />
        ))}
        {hasNextPage ? <More isLoading={isFetchingNextPage} onReach={() => void fetchNextPage()} /> : null}
      </ul>
      {!hasNextPage && members.length > 10 && !isSearched ? (
        <p className="pt-2 text-center text-xs text-faint">{t("allMembers")}</p>
      ) : null}
    </Section>
  );
}

function MemberRow({ member: { contact, role }, isOwn }: { member: GroupMember; isOwn: boolean }) {
  const t = useTexts("panels");
  const phone = contact.phone_number && contact.phone_number !== contact.name ? contact.phone_number : null;
  return (
    <li
      data-testid="member-row"
      data-id={contact.id}
      className="flex min-h-11 items-center gap-2.5 rounded-md px-2 hover:bg-hover"
    >
      <Avatar size={32} name={contact.name} id={contact.id} src={contact.thumbnail || null} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{contact.name}</bdi>
        {phone ? <bdi className="numeric block truncate text-sm text-muted">{phone}</bdi> : null}
      </span>
      {isOwn ? <Badge tone="accent">{t("you")}</Badge> : null}
      {role === "admin" ? <Badge>{t("admin")}</Badge> : null}
      {contact.phone_number && !isOwn ? (
        <CopyButton field={`${t("phone")}: ${contact.name}`} value={contact.phone_number} />
      ) : null}
    </li>
  );
}

/** The end of what is loaded: reaching it loads more. */
function More({ isLoading, onReach }: { isLoading: boolean; onReach: () => void }) {
  const t = useTexts("panels");
  const mark = useRef<HTMLLIElement>(null);
  const reach = useRef(onReach);
  reach.current = onReach;
  useEffect(() => {
    const element = mark.current;
    if (!element || isLoading) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) reach.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isLoading]);
  return (
    <li ref={mark} className="px-2 py-2 text-center text-sm text-muted">
      {t("loadingMembers")}
    </li>
  );
}

function MemberSkeleton() {
  const t = useTexts("panels");
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{t("loadingMembers")}</span>
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
