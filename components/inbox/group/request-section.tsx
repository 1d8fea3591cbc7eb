"use client";

import { Check, X } from "lucide-react";
import { useState } from "react";
import { answerJoinRequests, useJoinRequests } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { JoinRequest } from "#server/domain/groups/contract.ts";
import { Section } from "../panels/section.tsx";
import type { GroupRights } from "./group-rights.ts";
import { useGroupSentences } from "./group-sentence.ts";

const confirmDialog = async () => (await import("#components/ui/confirm-dialog.tsx")).ConfirmDialog;

interface RequestSectionProps {
  groupId: number;
  /** Of the group's contact. */
  attributes: Record<string, unknown>;
  rights: GroupRights;
}

/** Who asks to join, for admins; nothing while nobody does. */
export function RequestSection({ groupId, attributes, rights }: RequestSectionProps) {
  const t = useTexts("groups.requests");
  const known = knownRequests(attributes);
  const { data } = useJoinRequests(groupId, { known: known.join(), isWanted: rights.can("joinRequests") });
  const requests = data ?? [];
  const { answer, answering } = useAnswers(groupId);
  const [isAsking, setIsAsking] = useState(false);
  const sentences = useGroupSentences();
  if (!rights.can("joinRequests") || requests.length === 0) return null;
  const canAnswer = rights.can("answerJoinRequests");
  return (
    <Section title={t("title")} aside={requests.length}>
      <ul aria-label={t("title")} className="-mx-2 max-h-80 overflow-y-auto">
        {requests.map((request) => (
          <Row
            key={request.jid}
            request={request}
            isBusy={answering.includes(request.jid)}
            onAnswer={canAnswer ? (what) => void answer(what, [request]) : null}
          />
        ))}
      </ul>
      {canAnswer && requests.length > 1 ? (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" busy={answering.length > 0} onClick={() => void answer("approve", requests)}>
            {t("approveAll", { count: requests.length })}
          </Button>
          <Button size="small" variant="danger-quiet" onClick={() => setIsAsking(true)}>
            {t("rejectAll")}
          </Button>
        </div>
      ) : null}
      {isAsking ? (
        <OnDemand
          load={confirmDialog}
          onFail={() => setIsAsking(false)}
          with={{
            open: true,
            onOpenChange: setIsAsking,
            title: t("rejectAllTitle", { count: requests.length }),
            description: t("rejectAllBody"),
            confirm: t("rejectAllConfirm"),
            onConfirm: () => answer("reject", requests),
            explain: sentences.ofError,
          }}
        />
      ) : null}
    </Section>
  );
}

/** Ids of who asks, as events told; a new one makes the list be fetched again. */
function knownRequests({ pending_join_requests: pending }: Record<string, unknown>): string[] {
  return Array.isArray(pending) ? pending.map((request) => String((request as { jid?: unknown }).jid ?? "")) : [];
}

/** Answers requests; `answering` are those the provider is asked about now. */
function useAnswers(groupId: number) {
  const t = useTexts("groups.requests");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const [answering, setAnswering] = useState<string[]>([]);
  const answer = async (what: "approve" | "reject", asked: readonly JoinRequest[]): Promise<void> => {
    const jids = asked.map(({ jid }) => jid);
    setAnswering((held) => [...held, ...jids]);
    try {
      await answerJoinRequests(cache, groupId, { jids, answer: what });
      const name = asked[0]?.name || asked[0]?.phone_number || t("unknown");
      await toast(t(what === "approve" ? "approved" : "rejected", { count: jids.length, name }));
    } catch (error) {
      await toast(sentences.ofError(error), { tone: "danger" });
    } finally {
      setAnswering((held) => held.filter((jid) => !jids.includes(jid)));
    }
  };
  return { answer, answering };
}

interface RowProps {
  request: JoinRequest;
  isBusy: boolean;
  /** Null where this cannot be answered. */
  onAnswer: ((what: "approve" | "reject") => void) | null;
}

function Row({ request, isBusy, onAnswer }: RowProps) {
  const t = useTexts("groups.requests");
  const name = request.name || request.phone_number || t("unknown");
  const seconds = Number(request.request_time) || null;
  return (
    <li
      data-testid="join-request"
      className={`flex min-h-12 items-center gap-2.5 rounded-md px-2 hover:bg-hover ${isBusy ? "opacity-55" : ""}`}
    >
      <Avatar size={32} name={name} id={request.contact_id ?? request.jid} src={request.thumbnail || null} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{name}</bdi>
        <span className="block truncate text-sm text-muted">
          {request.phone_number && request.phone_number !== name ? (
            <bdi className="numeric me-2">{request.phone_number}</bdi>
          ) : null}
          {seconds ? <Time at={seconds} className="numeric" /> : null}
        </span>
      </span>
      {onAnswer ? (
        <>
          <IconButton
            size="small"
            label={t("approve", { name })}
            icon={<Check aria-hidden />}
            disabled={isBusy}
            onClick={() => onAnswer("approve")}
          />
          <IconButton
            size="small"
            label={t("reject", { name })}
            icon={<X aria-hidden />}
            disabled={isBusy}
            onClick={() => onAnswer("reject")}
          />
        </>
      ) : null}
    </li>
  );
}
