"use client";

import { toDataURL } from "qrcode";
import { useEffect, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { CopyButton } from "../panels/copy-button.tsx";

/** Pixels; shown at half of it, sharp on dense screens. */
const SIZE = 512;

/** The invite link as a code for phones. */
export function InviteQrDialog({ link, groupName, onClose }: { link: string; groupName: string; onClose: () => void }) {
  const t = useTexts("groups.invite");
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void toDataURL(link, { width: SIZE, margin: 2 }).then((url) => isWanted && setPicture(url));
    return () => {
      isWanted = false;
    };
  }, [link]);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={t("qrTitle", { group: groupName })}
      description={t("qrBody")}
      onOpenAutoFocus={focusDialog}
    >
      <div className="grid justify-items-center gap-3">
        {picture ? (
          // biome-ignore lint/performance/noImgElement: made here, in its final size
          <img
            src={picture}
            alt={t("qrAlt", { group: groupName })}
            width={SIZE / 2}
            height={SIZE / 2}
            className="rounded-md bg-white"
          />
        ) : (
          <Skeleton className="size-64" />
        )}
        <p className="flex max-w-full items-center gap-1">
          <bdi className="min-w-0 truncate text-sm text-muted">{link}</bdi>
          <CopyButton field={t("title")} value={link} />
        </p>
      </div>
    </Dialog>
  );
}

/** The button that copies would open its tooltip over the code's lower edge. */
function focusDialog(event: Event): void {
  event.preventDefault();
  (event.currentTarget as HTMLElement).focus();
}
