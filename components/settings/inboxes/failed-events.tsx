"use client";

import { RotateCw } from "lucide-react";
import { type FailedEvent, useFailedEvents, useProcessFailedEvents } from "../../data/inbox-connection.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { LoadFailed } from "./load-failed.tsx";
import { readableBody } from "./readable-body.ts";

interface FailedEventsProps {
  inboxId: number;
  /** Channels that take no webhooks have no failed ones. */
  isPossible: boolean;
}

/** What came in and could not be used, with the reason, and the way to try it again. */
export function FailedEvents({ inboxId, isPossible }: FailedEventsProps) {
  const t = useTexts("inboxes.failed");
  const { data: events, error, refetch, isFetching } = useFailedEvents(inboxId, isPossible);
  const { run, busy } = useProcess(inboxId);
  const offline = useIsOffline();
  if (!isPossible) return null;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        events && events.length > 0 ? (
          <Button icon={<RotateCw aria-hidden />} busy={busy === "all"} disabled={offline} onClick={() => run()}>
            {t("all")}
          </Button>
        ) : null
      }
    >
      {!events && error ? <LoadFailed query={{ error, refetch, isFetching }} /> : null}
      {!events && !error ? <Skeleton className="h-16" /> : null}
      {events?.length === 0 ? <p className="text-muted">{t("empty")}</p> : null}
      {events && events.length > 0 ? (
        <ul aria-label={t("list")} className="-mb-3 divide-y divide-line border-t border-line">
          {events.map((event) => (
            <FailedRow
              key={event.id}
              event={event}
              busy={busy === event.id}
              disabled={offline}
              onProcess={() => run(event.id)}
            />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

interface FailedRowProps {
  event: FailedEvent;
  busy: boolean;
  disabled: boolean;
  onProcess: () => void;
}

function FailedRow({ event, busy, disabled, onProcess }: FailedRowProps) {
  const t = useTexts("inboxes.failed");
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="break-words">{event.error ?? t("noReason")}</p>
          <p className="text-sm text-muted">
            <Time at={event.received_at} as="full" /> · {t("attempts", { count: event.attempts })}
          </p>
        </div>
        <Button
          size="small"
          busy={busy}
          disabled={disabled}
          aria-label={t("oneNamed", { id: String(event.id) })}
          onClick={onProcess}
        >
          {t("one")}
        </Button>
      </div>
      <details className="mt-1.5">
        <summary className="w-fit cursor-pointer rounded-sm text-sm text-muted hover:text-ink">{t("body")}</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
          tabIndex={0}
          className="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs"
          dir="ltr"
        >
          {readableBody(event.body)}
        </pre>
      </details>
    </li>
  );
}

function useProcess(inboxId: number) {
  const t = useTexts("inboxes.failed");
  const errors = useTexts("errorSentences");
  const process = useProcessFailedEvents(inboxId);
  const run = (id?: number) => {
    if (process.isPending) return;
    process.mutate(id === undefined ? undefined : [id], {
      onSuccess: ({ queued }) => void toast(t("queued", { count: queued })),
      onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }),
    });
  };
  return { run, busy: process.isPending ? (process.variables?.[0] ?? ("all" as const)) : null };
}
