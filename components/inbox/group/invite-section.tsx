"use client";

import { Link2, QrCode, RefreshCw, Share2 } from "lucide-react";
import { useState } from "react";
import { resetGroupInvite, useGroupInvite } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { toast } from "#components/ui/toast.tsx";
import { CopyButton } from "../panels/copy-button.tsx";
import { Section } from "../panels/section.tsx";
import type { GroupRights } from "./group-rights.ts";
import { useGroupSentences } from "./group-sentence.ts";

const confirmDialog = async () => (await import("#components/ui/confirm-dialog.tsx")).ConfirmDialog;
const qrDialog = async () => (await import("./invite-qr-dialog.tsx")).InviteQrDialog;

interface InviteSectionProps {
  group: { id: number; name: string };
  rights: GroupRights;
}

/** The invite link: asked for when somebody wants it, to copy, share and show, and to make useless. */
export function InviteSection({ group, rights }: InviteSectionProps) {
  const t = useTexts("groups.invite");
  const ui = useTexts("ui");
  const sentences = useGroupSentences();
  const [isWanted, setIsWanted] = useState(false);
  const { data: link, error, isFetching, refetch } = useGroupInvite(group.id, isWanted);
  if (!rights.can("inviteCode")) return null;
  return (
    <Section title={t("title")}>
      {link ? (
        <Link link={link} group={group} canReset={rights.can("resetInvite")} />
      ) : error && !isFetching ? (
        <div role="alert" className="text-sm text-muted">
          <p className="mb-2">{sentences.ofError(error)}</p>
          <Button size="small" onClick={() => void refetch()}>
            {ui("tryAgain")}
          </Button>
        </div>
      ) : (
        <Button size="small" icon={<Link2 aria-hidden />} busy={isWanted} onClick={() => setIsWanted(true)}>
          {t("show")}
        </Button>
      )}
    </Section>
  );
}

function Link({ link, group, canReset }: { link: string; group: InviteSectionProps["group"]; canReset: boolean }) {
  const t = useTexts("groups.invite");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const [open, setOpen] = useState<"qr" | "reset" | null>(null);
  const close = () => setOpen(null);
  const share = async () => {
    try {
      await navigator.share({ title: group.name, url: link });
    } catch (error) {
      // Closing the browser's sheet is a choice, not a failure.
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  };
  const reset = async () => {
    await resetGroupInvite(cache, group.id);
    await toast(t("resetDone"));
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="flex items-center gap-1 rounded-md border border-line bg-sunken ps-3">
        <bdi className="min-w-0 flex-1 truncate text-sm" data-testid="invite-link">
          {link}
        </bdi>
        <CopyButton field={t("title")} value={link} />
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" icon={<QrCode aria-hidden />} onClick={() => setOpen("qr")}>
          {t("qr")}
        </Button>
        {typeof navigator.share === "function" ? (
          <Button size="small" icon={<Share2 aria-hidden />} onClick={() => void share()}>
            {t("share")}
          </Button>
        ) : null}
        {canReset ? (
          <Button size="small" icon={<RefreshCw aria-hidden />} onClick={() => setOpen("reset")}>
            {t("reset")}
          </Button>
        ) : null}
      </div>
      {open === "qr" ? (
        <OnDemand
          load={qrDialog}
          onFail={close}
          waiting={<Spinner />}
          with={{ link, groupName: group.name, onClose: close }}
        />
      ) : null}
      {open === "reset" ? (
        <OnDemand
          load={confirmDialog}
          onFail={close}
          with={{
            open: true,
            onOpenChange: close,
            title: t("resetTitle", { group: group.name }),
            description: t("resetBody"),
            confirm: t("resetConfirm"),
            onConfirm: reset,
            explain: sentences.ofError,
          }}
        />
      ) : null}
    </div>
  );
}
