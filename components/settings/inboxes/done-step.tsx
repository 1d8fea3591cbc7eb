"use client";

import type { ReactNode } from "react";
import { useInboxHealth } from "../../data/inbox-connection.ts";
import { useAvailableChannels, useInboxDetail } from "../../data/manage-inboxes.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { LoadFailed } from "./load-failed.tsx";
import { QrPanel } from "./qr-panel.tsx";
import { StepHeading } from "./step-heading.tsx";
import { ApiAccess, WebhookAccess } from "./webhook-access.tsx";

/** What is left to do for a new inbox: link the phone, tell the provider where to post, write the first message. */
export function DoneStep({ inboxId }: { inboxId: number }) {
  const t = useTexts("inboxes.wizard");
  const { data: inbox, error, refetch, isFetching } = useInboxDetail(inboxId);
  const { data: health } = useInboxHealth(inboxId);
  const { data: channels } = useAvailableChannels();
  if (!inbox) return error ? <LoadFailed query={{ error, refetch, isFetching }} /> : <Skeleton className="h-40" />;
  const base = `/app/accounts/${inbox.account_id}`;
  const mustLink = inbox.connect === "qr" && inbox.connection.state !== "open";
  const automatic = channels?.find(({ key }) => key === inbox.channel)?.can_subscribe ?? true;
  return (
    <>
      <StepHeading title={t(mustLink ? "linkTitle" : "doneTitle", { name: inbox.name })}>
        {t(mustLink ? "linkBody" : "doneBody")}
      </StepHeading>
      <div className="grid gap-6">
        {inbox.connect === "qr" ? <QrPanel inbox={inbox} /> : null}
        {health && !automatic ? <WebhookAccess health={health} automatic={false} /> : null}
        <ApiAccess inbox={inbox} />
        <FirstMessage arrived={health ? health.last_inbound_at !== null : null}>
          {health?.last_error && health.state === "failing" ? health.last_error : null}
        </FirstMessage>
      </div>
      <footer className="mt-6 flex flex-wrap justify-end gap-2">
        <LinkButton href={`${base}/settings/inboxes/${inbox.id}`}>{t("openSettings")}</LinkButton>
        <LinkButton href={`${base}/inbox/${inbox.id}`} variant="primary">
          {t("openInbox")}
        </LinkButton>
      </footer>
    </>
  );
}

/** @param props.children  what the provider last complained about */
function FirstMessage({ arrived, children }: { arrived: boolean | null; children: ReactNode }) {
  const t = useTexts("inboxes");
  if (arrived === null) return <Skeleton className="h-10" />;
  if (arrived) return <Banner tone="success">{t("wizard.firstArrived")}</Banner>;
  return (
    <>
      {children ? <Banner tone="danger">{t("card.reason", { reason: String(children) })}</Banner> : null}
      <p role="status" className="flex items-center gap-2.5 rounded-md bg-info-soft px-3.5 py-2 text-info-ink">
        <Spinner />
        {t("wizard.firstWaiting")}
      </p>
    </>
  );
}
