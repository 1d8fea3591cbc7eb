"use client";

import type { ReactNode } from "react";
import type { InboxHealth } from "#server/domain/inboxes/contract/connection.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useInboxHealth } from "../../data/inbox-connection.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Card } from "../../ui/card.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { FailedEvents } from "./failed-events.tsx";
import { HealthActs } from "./health-acts.tsx";
import { HealthBadge } from "./health-badge.tsx";
import { healthState } from "./health-state.ts";
import { LoadFailed } from "./load-failed.tsx";

/** How the line is, what passed over it, what can be done about it, and what came in and could not be used. */
export function HealthTab({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes");
  const { data: health, error, refetch, isFetching } = useInboxHealth(inbox.id);
  if (!health) {
    return <Card>{error ? <LoadFailed query={{ error, refetch, isFetching }} /> : <Skeleton className="h-48" />}</Card>;
  }
  const state = healthState(inbox.connection.state, health.state);
  return (
    <div className="grid gap-5">
      <Card title={t("card.title")} actions={<HealthBadge state={state} />}>
        <div className="grid gap-5" data-testid="health-card" data-state={state}>
          <Reason reason={inbox.connection.error ?? (state === "failing" ? health.last_error : null)} />
          {inbox.connection.notice ? (
            <Banner tone="warning">
              <span className="break-words">{inbox.connection.notice}</span>
            </Banner>
          ) : null}
          <Facts health={health} />
          <HealthActs inbox={inbox} />
        </div>
      </Card>
      <FailedEvents inboxId={inbox.id} isPossible={health.webhook_url !== null} />
    </div>
  );
}

/** Why the line is down, or else why messages fail: a message that failed says nothing about a line that is down. */
function Reason({ reason }: { reason: string | null }) {
  const t = useTexts("inboxes.card");
  if (!reason) return null;
  return (
    <Banner tone="danger">
      <span className="break-words">{t("reason", { reason })}</span>
    </Banner>
  );
}

function Facts({ health }: { health: InboxHealth }) {
  const t = useTexts("inboxes");
  const { received, outgoing } = health;
  const when = (at: string | null) => (at ? <Time at={at} as="full" /> : t("card.never"));
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <Fact name={t("lastIn")}>{when(health.last_inbound_at)}</Fact>
      <Fact name={t("lastOut")}>{when(health.last_outbound_at)}</Fact>
      {health.webhook_url ? (
        <Fact name={t("card.deliveries")}>
          <Counts>
            <span>{t("card.deliveriesOk", { count: received.done })}</span>
            <span>{t("card.deliveriesPending", { count: received.pending })}</span>
            <Bad count={received.failed}>{t("card.deliveriesFailed", { count: received.failed })}</Bad>
          </Counts>
        </Fact>
      ) : null}
      <Fact name={t("card.queue")}>
        <Counts>
          <span>{t("card.queueWaiting", { count: outgoing.pending })}</span>
          <Bad count={outgoing.failed}>{t("card.queueFailed", { count: outgoing.failed })}</Bad>
        </Counts>
      </Fact>
      <Fact name={t("card.lastError")} wide>
        {health.last_error ? (
          <>
            <span className="break-words">{health.last_error}</span>
            {health.last_error_at ? (
              <span className="block text-sm text-muted">
                <Time at={health.last_error_at} as="full" />
              </span>
            ) : null}
          </>
        ) : (
          t("card.noError")
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "min-w-0 sm:col-span-2" : "min-w-0"}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

const Counts = ({ children }: { children: ReactNode }) => (
  <span className="numeric flex flex-wrap gap-x-4 gap-y-1">{children}</span>
);

const Bad = ({ count, children }: { count: number; children: ReactNode }) => (
  <span className={count > 0 ? "font-medium text-danger-ink" : undefined}>{children}</span>
);
