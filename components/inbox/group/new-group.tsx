"use client";

import { useEffect, useRef, useState } from "react";
import { useNewGroupConversation } from "#components/data/new-group.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { PersonResult } from "#server/domain/groups/contract.ts";
import { PersonResults } from "./person-results.tsx";

/** After this it is taking longer than usual. */
const SLOW_MS = 20_000;

interface NewGroupProps {
  inboxId: number;
  /** The provider's id of the group. */
  jid: string;
  results: readonly PersonResult[];
  /** Said until the conversation is there. */
  waiting: string;
  onOpen: (conversation: Conversation) => void;
}

/** A group that the provider has made: opens when its conversation is there, by itself unless there is something to read first. */
export function NewGroup({ inboxId, jid, results, waiting, onOpen }: NewGroupProps) {
  const t = useTexts("groups.create");
  const { data: conversation } = useNewGroupConversation(inboxId, jid);
  const isSlow = useIsSlow(conversation === null || conversation === undefined);
  const hasNews = results.some(({ ok }) => !ok);
  const open = useRef(onOpen);
  open.current = onOpen;
  useEffect(() => {
    if (conversation && !hasNews) open.current(conversation);
  }, [conversation, hasNews]);
  return (
    <div className="grid gap-4">
      {hasNews ? (
        <section aria-label={t("results")}>
          <PersonResults results={results} />
        </section>
      ) : null}
      {conversation ? null : (
        <p role="status" className="flex items-center gap-2.5 text-muted">
          <Spinner />
          {isSlow ? t("slow") : waiting}
        </p>
      )}
      {conversation && hasNews ? (
        <Button variant="primary" className="justify-self-end" onClick={() => onOpen(conversation)}>
          {t("open")}
        </Button>
      ) : null}
    </div>
  );
}

function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow && isWaiting;
}
