"use client";

import { X } from "lucide-react";
import type { CSSProperties } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { personHue } from "#components/ui/person-hue.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { useMessageSummary } from "./message-summary.ts";
import { personIdentity } from "./person-identity.ts";

interface QuoteStripProps {
  message: Message;
  onOpen?: () => void;
  onRemove?: () => void;
  className?: string;
}

/** The message that another one answers: author, two lines, a small picture. */
export function QuoteStrip({ message, onOpen, onRemove, className }: QuoteStripProps) {
  const t = useTexts("thread.quote");
  const { author, text } = useMessageSummary(message);
  const thumbnail = message.attachments?.find((attachment) => attachment.thumb_url)?.thumb_url;
  const inside = (
    <>
      {onOpen ? <span className="sr-only">{t("open")}</span> : null}
      <span className="min-w-0 flex-1 py-1">
        <span className="block truncate text-sm font-semibold text-person" dir="auto">
          {author}
        </span>
        <span className="line-clamp-2 text-sm text-muted" dir="auto">
          {text}
        </span>
      </span>
      {/* biome-ignore lint/performance/noImgElement: thumbnails come from the file storage in their final size */}
      {thumbnail ? <img src={thumbnail} alt="" className="size-11 shrink-0 rounded-sm object-cover" /> : null}
    </>
  );
  const style = { "--person-hue": personHue(personIdentity(message)) } as CSSProperties;
  const look =
    "flex w-full min-w-0 items-center gap-2 rounded-sm border-s-3 border-person bg-sunken/70 ps-2 pe-1 text-start";
  return (
    <div style={style} className={classNames("flex min-w-0 items-center gap-1", className)}>
      {onOpen ? (
        <button type="button" onClick={onOpen} className={classNames(look, "hover:bg-hover")}>
          {inside}
        </button>
      ) : (
        <div className={look}>{inside}</div>
      )}
      {onRemove ? <IconButton size="small" label={t("remove")} icon={<X aria-hidden />} onClick={onRemove} /> : null}
    </div>
  );
}
