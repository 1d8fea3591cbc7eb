"use client";

import Link from "next/link";
import { useContactConversations } from "#components/data/contacts.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { plainText } from "../thread/text/plain-text.ts";
import { Section } from "./section.tsx";

/** What was talked about with the same contact before. */
export function PreviousSection({ conversation }: { conversation: Conversation }) {
  const t = useTexts("panels");
  const ui = useTexts("ui");
  const sentences = useTexts("errorSentences");
  const { data, error, isPending, refetch } = useContactConversations(conversation.meta.sender.id);
  const others = (data ?? []).filter(({ id }) => id !== conversation.id);
  return (
    <Section title={t("previous")} aside={others.length > 0 ? others.length : undefined}>
      {isPending ? <Skeleton className="h-10" /> : null}
      {error ? (
        <div role="alert" className="text-sm text-muted">
          <p className="mb-2">{requestSentence(sentences, error)}</p>
          <Button size="small" onClick={() => void refetch()}>
            {ui("tryAgain")}
          </Button>
        </div>
      ) : null}
      {data && others.length === 0 ? <p className="text-sm text-muted">{t("noPrevious")}</p> : null}
      <ul className="-mx-2">
        {others.map((other) => (
          <li key={other.id}>
            <Link
              prefetch={false}
              href={`/app/accounts/${other.account_id}/conversations/${other.id}`}
              className="block rounded-md px-2 py-1.5 ring-within hover:bg-hover"
            >
              <span className="flex items-center justify-between gap-2">
                <span className="font-medium">{t("conversationNumber", { id: String(other.id) })}</span>
                <Time at={other.last_activity_at} className="numeric text-sm text-muted" />
              </span>
              <span className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate text-sm text-muted" dir="auto">
                  {plainText(other.last_non_activity_message?.content ?? "")}
                </span>
                <Badge tone={other.status === "resolved" ? "success" : "neutral"}>{t(`status.${other.status}`)}</Badge>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
