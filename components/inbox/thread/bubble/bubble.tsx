"use client";

import { type CSSProperties, type FocusEvent, memo, type ReactNode, useState } from "react";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { personHue } from "#components/ui/person-hue.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { Sticker } from "../media/sticker.tsx";
import { usePlace } from "../thread-context.ts";
import { BubbleActions } from "./bubble-actions.tsx";
import { BubbleContent } from "./bubble-content.tsx";
import { BubbleMeta } from "./bubble-meta.tsx";
import { useClock } from "./clock.ts";
import { deliveryState } from "./delivery-state.ts";
import { FailedNotice } from "./failed-notice.tsx";
import { isSticker, type MessageAttributes, messageAttributes } from "./message-attributes.ts";
import { useAuthor, useContentWords } from "./message-summary.ts";
import { personIdentity } from "./person-identity.ts";
import { QuotedMessage } from "./quoted-message.tsx";
import { Reactions } from "./reactions.tsx";
import { SenderName } from "./sender-name.tsx";

interface BubbleProps {
  message: Message;
  item: OutboxItem | null;
  startsRun: boolean;
  endsRun: boolean;
  /** The one that Tab reaches; arrows move it. */
  isCurrent: boolean;
  isFlashed: boolean;
  onFocus: (message: Message) => void;
}

/** One message. */
export const Bubble = memo(function Bubble({
  message,
  item,
  startsRun,
  endsRun,
  isCurrent,
  isFlashed,
  onFocus,
}: BubbleProps) {
  const place = usePlace();
  const author = useAuthor()(message);
  const label = useBubbleLabel()(message, author, item);
  const [isOver, setIsOver] = useState(false);
  const [isHeld, setIsHeld] = useState(false);
  const isIncoming = message.message_type === 0;
  const side = isIncoming ? "start" : "end";
  const hasSenderLine = place.isGroup && isIncoming;
  const state = deliveryState(message);
  const showBar = (isOver || isHeld) && message.id > 0;

  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setIsOver(false);
  };

  return (
    <article
      aria-label={label}
      data-testid="bubble"
      data-message-id={message.id}
      data-status={state ?? (message.private ? "note" : "received")}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => {
        onFocus(message);
        setIsOver(true);
      }}
      onBlur={leave}
      onPointerEnter={() => setIsOver(true)}
      onPointerLeave={() => setIsOver(false)}
      style={{ "--person-hue": personHue(personIdentity(message)) } as CSSProperties}
      className={classNames(
        "group/bubble relative flex gap-2 rounded-lg px-3 ring-within sm:px-5",
        startsRun ? "pt-2.5" : "pt-0.5",
        side === "end" ? "justify-end" : "",
        isFlashed ? "animate-flash" : "",
      )}
    >
      {hasSenderLine ? <RunAvatar message={message} author={author} shown={endsRun} /> : null}
      <div
        className={classNames(
          "grid min-w-0 max-w-[min(36rem,85%)] grid-cols-1",
          message.private ? "w-full max-w-full" : side === "end" ? "justify-items-end" : "justify-items-start",
        )}
      >
        <div className="relative max-w-full">
          {showBar ? (
            <BubbleActions message={message} side={side === "end" ? "start" : "end"} onHold={setIsHeld} />
          ) : null}
          <BubbleBody message={message} item={item} author={author} startsRun={startsRun} />
        </div>
        <Reactions message={message} />
        {state === "failed" ? <FailedNotice message={message} item={item} /> : null}
      </div>
    </article>
  );
});

interface BubbleBodyProps {
  message: Message;
  item: OutboxItem | null;
  author: string;
  startsRun: boolean;
}

/** The box and what is in it. */
function BubbleBody({ message, item, author, startsRun }: BubbleBodyProps) {
  const t = useTexts("thread.bubble");
  const { isGroup } = usePlace();
  const attributes = messageAttributes(message);
  const sticker = message.attachments?.find((attachment) => isSticker(message, attachment));
  const isNamed = isGroup && message.message_type === 0 && startsRun;
  const layout = isPlain(message, attributes)
    ? "flex min-w-0 flex-wrap items-end gap-x-3"
    : "grid min-w-0 grid-cols-1 gap-0.5";
  return (
    <Frame message={message} startsRun={startsRun} bare={sticker !== undefined} deleted={attributes.deleted}>
      {isNamed ? <SenderName message={message} author={author} /> : null}
      {message.private ? <p className="text-xs font-medium text-warning-ink">{t("noteBy", { author })}</p> : null}
      {attributes.quotedId || attributes.quotedExternalId ? <QuotedMessage attributes={attributes} /> : null}
      <div className={layout}>
        {sticker ? (
          <Sticker attachment={sticker} author={author} />
        ) : (
          <BubbleContent message={message} attributes={attributes} author={author} />
        )}
        <BubbleMeta message={message} attributes={attributes} waiting={item?.state === "waiting"} className="ms-auto" />
      </div>
    </Frame>
  );
}

/** Nothing but text: the time may stand behind its last word. */
function isPlain(message: Message, attributes: MessageAttributes): boolean {
  const { poll, call, linkPreview, unsupported, deleted, cards } = attributes;
  return (
    !message.attachments?.length && cards.length === 0 && !poll && !call && !linkPreview && !unsupported && !deleted
  );
}

interface FrameProps {
  message: Message;
  startsRun: boolean;
  bare: boolean;
  deleted: boolean;
  children: ReactNode;
}

function Frame({ message, startsRun, bare, deleted, children }: FrameProps) {
  if (bare) return <div>{children}</div>;
  const isIncoming = message.message_type === 0;
  const ground = message.private
    ? "border-note-line bg-bubble-note"
    : isIncoming
      ? "border-line bg-bubble-in"
      : "border-transparent bg-bubble-out";
  const corner = startsRun && !message.private ? (isIncoming ? "rounded-ss-sm" : "rounded-se-sm") : "";
  return (
    <div
      className={classNames(
        "grid min-w-0 max-w-full grid-cols-1 gap-0.5 rounded-lg border px-3 py-1.5",
        ground,
        corner,
        deleted ? "border-dashed !border-control" : "",
      )}
    >
      {children}
    </div>
  );
}

function RunAvatar({ message, author, shown }: { message: Message; author: string; shown: boolean }) {
  if (!shown) return <span aria-hidden className="w-6 shrink-0" />;
  const photo = message.sender && "thumbnail" in message.sender ? message.sender.thumbnail : null;
  return <Avatar size={24} name={author} id={personIdentity(message)} src={photo || null} className="self-end" />;
}

/** Author, time, state and content: what a screen reader says about a message. */
function useBubbleLabel() {
  const t = useTexts("thread.bubble");
  const delivery = useTexts("thread.delivery");
  const clock = useClock();
  const wordsOf = useContentWords();
  return (message: Message, author: string, item: OutboxItem | null): string => {
    const state = deliveryState(message);
    const parts = [
      message.private ? t("noteBy", { author }) : author,
      clock.time(message.created_at_ms),
      state ? (state === "sending" && item?.state === "waiting" ? delivery("waiting") : delivery(state)) : null,
      wordsOf(message),
    ];
    return parts.filter(Boolean).join(", ");
  };
}
