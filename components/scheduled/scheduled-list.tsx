"use client";

import { CalendarPlus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useScheduled, useSeries } from "#components/data/scheduled.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { ScheduledMessage } from "#server/domain/scheduled-messages/contract.ts";
import { ScheduledCard } from "./scheduled-card.tsx";
import { ScheduledDialogs, type ScheduledLayer } from "./scheduled-dialogs.tsx";
import { SeriesCard } from "./series-card.tsx";

/** Series and messages of a conversation: what waits first, soonest on top; then what went out, latest on top. */
export function ScheduledList({ conversation }: { conversation: Conversation }) {
  const t = useTexts("scheduled");
  const messages = useScheduled(conversation.id);
  const series = useSeries(conversation.id);
  const [layer, setLayer] = useState<ScheduledLayer | null>(null);
  const rows = messages.data ?? [];
  const waiting = rows.filter(({ status }) => status === "pending" || status === "draft").sort(soonestFirst);
  const history = rows.filter(({ status }) => status === "sent" || status === "failed");
  const current = (series.data ?? []).filter(({ status }) => status === "active" || status === "draft");
  const ended = (series.data ?? []).filter(({ status }) => status === "completed" || status === "cancelled");
  const isResolved = conversation.status === "resolved";
  const isEmpty = messages.data && series.data && rows.length === 0 && series.data.length === 0;
  const error = messages.error ?? series.error;
  return (
    <div className="grid gap-3" data-testid="scheduled-section">
      {isResolved ? (
        <p className="text-sm text-muted">{t("resolved")}</p>
      ) : (
        <Button
          size="small"
          className="justify-self-start"
          icon={<CalendarPlus aria-hidden />}
          onClick={() => setLayer({ kind: "edit", conversationId: conversation.id })}
        >
          {t("schedule")}
        </Button>
      )}
      {messages.isPending || series.isPending ? <Skeleton className="h-16" /> : null}
      {error ? <Failed error={error} onRetry={() => void Promise.all([messages.refetch(), series.refetch()])} /> : null}
      {isEmpty ? <p className="text-sm text-muted">{t("none")}</p> : null}
      {current.length + waiting.length > 0 ? (
        <ul className="grid gap-2" aria-label={t("waits")}>
          {current.map((row) => (
            <li key={`series-${row.id}`}>
              <SeriesCard series={row} onAct={setLayer} />
            </li>
          ))}
          {waiting.map((row) => (
            <li key={row.id}>
              <ScheduledCard message={row} onAct={setLayer} />
            </li>
          ))}
        </ul>
      ) : null}
      {history.length + ended.length > 0 ? (
        <section className="grid gap-2">
          <h4 className="text-sm font-medium text-muted">{t("history")}</h4>
          <ul className="grid gap-2" aria-label={t("history")}>
            {history.map((row) => (
              <li key={row.id}>
                <ScheduledCard message={row} onAct={setLayer} />
              </li>
            ))}
            {ended.map((row) => (
              <li key={`series-${row.id}`}>
                <SeriesCard series={row} onAct={setLayer} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Link
        prefetch={false}
        href={`/app/accounts/${conversation.account_id}/scheduled`}
        className="justify-self-start text-sm text-accent-ink hover:underline touch:min-h-11"
      >
        {t("all")}
      </Link>
      <ScheduledDialogs layer={layer} contactName={conversation.meta.sender.name} onClose={() => setLayer(null)} />
    </div>
  );
}

const soonestFirst = (left: ScheduledMessage, right: ScheduledMessage): number =>
  (left.scheduled_at ?? Number.MAX_SAFE_INTEGER) - (right.scheduled_at ?? Number.MAX_SAFE_INTEGER) ||
  left.id - right.id;

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
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
