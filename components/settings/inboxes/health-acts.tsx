"use client";

import { Link2, PlugZap, Unplug, Webhook } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useCheckInbox, useDisconnectInbox, useSubscribeInbox } from "../../data/inbox-connection.ts";
import { useAvailableChannels } from "../../data/manage-inboxes.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { CheckList } from "./check-list.tsx";
import { QrPanel } from "./qr-panel.tsx";

const ConfirmDialog = dynamic(() => import("../../ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** What an administrator can do about the line: only what this channel knows. */
export function HealthActs({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes");
  const errors = useTexts("errorSentences");
  const { data: channels, isPending } = useAvailableChannels();
  const channel = channels?.find(({ key }) => key === inbox.channel);
  const check = useCheckInbox(inbox.id);
  const subscribe = useSubscribeInbox(inbox.id);
  const offline = useIsOffline();
  const [asked, setAsked] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const isLinked = inbox.connection.state === "open";
  const canLink = inbox.connect === "qr";
  const isLinking = canLink && !isLinked && (asked || ["qr", "connecting"].includes(inbox.connection.state));
  if (isPending) return <Skeleton className="h-9 w-72" />;
  if (!channel?.can_check && !channel?.can_subscribe && !canLink) return null;
  const setWebhook = () =>
    subscribe.mutate(undefined, {
      onSuccess: () => void toast(t("card.subscribed")),
      onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }),
    });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {channel?.can_check ? (
          <Button
            icon={<PlugZap aria-hidden />}
            busy={check.isPending}
            disabled={offline}
            onClick={() => check.mutate(undefined)}
          >
            {t("card.test")}
          </Button>
        ) : null}
        {channel?.can_subscribe ? (
          <Button icon={<Webhook aria-hidden />} busy={subscribe.isPending} disabled={offline} onClick={setWebhook}>
            {t("card.subscribe")}
          </Button>
        ) : null}
        {canLink && !isLinked && !isLinking ? (
          <Button variant="primary" icon={<Link2 aria-hidden />} disabled={offline} onClick={() => setAsked(true)}>
            {t("card.reconnect")}
          </Button>
        ) : null}
        {canLink && isLinked ? (
          <Button
            variant="danger-quiet"
            icon={<Unplug aria-hidden />}
            disabled={offline}
            onClick={() => setLeaving(true)}
          >
            {t("card.logout")}
          </Button>
        ) : null}
      </div>
      {offline ? <p className="text-sm text-muted">{t("offline")}</p> : null}
      {check.error ? <Banner tone="danger">{requestSentence(errors, check.error)}</Banner> : null}
      {check.data ? <CheckList checks={check.data} /> : null}
      {isLinking ? (
        <section aria-label={t("qr.title")} className="border-t border-line pt-5">
          <h3 className="mb-4 font-semibold">{t("qr.title")}</h3>
          <QrPanel inbox={inbox} />
        </section>
      ) : null}
      {leaving ? <LogoutDialog inbox={inbox} onOpenChange={setLeaving} onDone={() => setAsked(false)} /> : null}
    </>
  );
}

interface LogoutDialogProps {
  inbox: Inbox;
  onOpenChange: (open: boolean) => void;
  onDone: () => void;
}

function LogoutDialog({ inbox, onOpenChange, onDone }: LogoutDialogProps) {
  const t = useTexts("inboxes.card");
  const errors = useTexts("errorSentences");
  const disconnect = useDisconnectInbox(inbox.id);
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={t("logoutTitle", { name: inbox.name })}
      description={t("logoutBody")}
      confirm={t("logout")}
      explain={(error) => requestSentence(errors, error)}
      onConfirm={async () => {
        await disconnect.mutateAsync(undefined);
        onDone();
        void toast(t("loggedOut"));
      }}
    />
  );
}
