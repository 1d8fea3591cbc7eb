"use client";

import { EyeOff, Forward, Phone, PhoneMissed, Video } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormatter } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { AttachmentView } from "../media/attachment-view.tsx";
import { MediaGrid } from "../media/media-grid.tsx";
import { PollCard } from "../media/poll-card.tsx";
import { UnsupportedCard } from "../media/unsupported-card.tsx";
import { MessageText } from "../text/message-text.tsx";
import { isOnlyEmoji } from "../text/only-emoji.ts";
import { usePlace } from "../thread-context.ts";
import type { MessageAttributes } from "./message-attributes.ts";

/** What the server leaves of a text that was deleted here (contract, messages §4); the mark below says it in words. */
const BLANKED = "This message was deleted";

interface BubbleContentProps {
  message: Message;
  attributes: MessageAttributes;
  author: string;
}

/** What a bubble says: captions, files, text, and the kinds that have their own shape. */
export function BubbleContent({ message, attributes, author }: BubbleContentProps) {
  const place = usePlace();
  const t = useTexts("thread.bubble");
  const format = useFormatter();
  const media = (message.attachments ?? []).filter(({ file_type }) => file_type === "image" || file_type === "video");
  const files = (message.attachments ?? []).filter((attachment) => !media.includes(attachment));
  const others = [...files, ...attributes.cards];
  const isBlanked = attributes.deleted && message.content === BLANKED;
  const text = attributes.poll || attributes.call || isBlanked ? null : message.content;
  const ownName = `[@${t("you")}](mention://user/${place.me}/me)`;
  return (
    <div className={classNames("grid min-w-0 grid-cols-1 gap-1.5", attributes.deleted && "text-muted opacity-80")}>
      {attributes.forwarded ? <Caption icon={<Forward aria-hidden />}>{t("forwarded")}</Caption> : null}
      {attributes.isStory ? <Caption>{t("story")}</Caption> : null}
      {media.length > 0 ? <MediaGrid attachments={media} author={author} onOpen={place.openMedia} /> : null}
      {others.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} />
      ))}
      {attributes.poll ? <PollCard poll={attributes.poll} /> : null}
      {attributes.call ? <CallLine call={attributes.call} /> : null}
      {attributes.linkPreview ? <LinkPreview preview={attributes.linkPreview} /> : null}
      {attributes.unsupported ? <UnsupportedCard {...attributes.unsupported} showRaw={place.isAdministrator} /> : null}
      {text ? (
        <FoldedText
          text={attributes.mentionedAs ? text.replaceAll(`@${attributes.mentionedAs}`, ownName) : text}
          me={place.me}
        />
      ) : null}
      {attributes.unreached.length > 0 ? (
        <Caption icon={<EyeOff aria-hidden className="shrink-0" />}>
          {t("unreached", { names: format.list(attributes.unreached) })}
        </Caption>
      ) : null}
      {attributes.deleted ? (
        <p className="text-sm italic">{message.message_type === 0 ? t("deletedByContact") : t("deleted")}</p>
      ) : null}
    </div>
  );
}

function Caption({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-1 text-xs text-muted italic [&_svg]:size-3.5">
      {icon}
      {children}
    </p>
  );
}

const FOLDED_LINES = 12;
/** About what fits into a line of a bubble. */
const LINE_LENGTH = 70;

/** More than twelve wide lines hold. What is folded away is not in the page: laying out 70,000 characters takes seconds. */
const folded = (text: string) => text.slice(0, 2 * FOLDED_LINES * LINE_LENGTH).replace(/[\uD800-\uDBFF]$/, "");

const isLong = (text: string) =>
  text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LINE_LENGTH)), 0) > FOLDED_LINES;

function FoldedText({ text, me }: { text: string; me: number }) {
  const t = useTexts("thread.bubble");
  const [open, setOpen] = useState(false);
  if (isOnlyEmoji(text)) return <p className="text-3xl leading-tight">{text}</p>;
  const long = isLong(text);
  return (
    <div className="min-w-0">
      <MessageText
        text={long && !open ? folded(text) : text}
        me={me}
        className={long && !open ? "line-clamp-[12]" : ""}
      />
      {long ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="min-h-6 font-medium text-accent-ink hover:underline"
        >
          {open ? t("readLess") : t("readMore")}
        </button>
      ) : null}
    </div>
  );
}

function CallLine({ call }: { call: NonNullable<MessageAttributes["call"]> }) {
  const t = useTexts("thread.call");
  const Icon = call.missed ? PhoneMissed : call.video ? Video : Phone;
  const words = call.missed
    ? call.video
      ? t("missedVideo")
      : t("missed")
    : call.video
      ? t("answeredVideo")
      : t("answered");
  return (
    <p className="flex items-center gap-2">
      <Icon aria-hidden className={classNames("size-4", call.missed ? "text-danger-ink" : "text-muted")} />
      {words}
    </p>
  );
}

function LinkPreview({ preview }: { preview: NonNullable<MessageAttributes["linkPreview"]> }) {
  const inside = (
    <>
      <span className="block font-medium" dir="auto">
        {preview.title}
      </span>
      {preview.description ? (
        <span className="line-clamp-2 text-sm text-muted" dir="auto">
          {preview.description}
        </span>
      ) : null}
      {preview.url ? <span className="block truncate text-sm text-accent-ink">{new URL(preview.url).host}</span> : null}
    </>
  );
  const look = "block rounded-md border-s-3 border-control bg-sunken/70 px-2.5 py-1.5";
  return preview.url ? (
    <a
      href={preview.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={classNames(look, "hover:bg-hover")}
    >
      {inside}
    </a>
  ) : (
    <div className={look}>{inside}</div>
  );
}
