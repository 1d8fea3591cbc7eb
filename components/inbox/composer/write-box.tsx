"use client";

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { type ComposerMode, useDraft } from "#components/data/drafts.ts";
import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useTypingSignal } from "#components/realtime/use-typing.ts";
import { Banner } from "#components/ui/banner.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { type ComposerAct, composerAct } from "./composer-key.ts";
import { DropZone } from "./drop-zone.tsx";
import { FileStrip } from "./file-strip.tsx";
import { QuotedDraft } from "./quoted-draft.tsx";
import { SendButton } from "./send-button.tsx";
import { ToolBar } from "./tool-bar.tsx";
import { UnreachedNote } from "./unreached-note.tsx";
import { useCanned } from "./use-canned.tsx";
import { useCollision } from "./use-collision.ts";
import { useComposerText } from "./use-composer-text.ts";
import { useFiles } from "./use-files.ts";
import { useMentions } from "./use-mentions.tsx";
import { useSend } from "./use-send.ts";

const voiceRecorder = async () => (await import("./voice/voice-recorder.tsx")).VoiceRecorder;
const pollDialog = async () => (await import("./poll-dialog.tsx")).PollDialog;
const templateDialog = async () => (await import("./template-dialog.tsx")).TemplateDialog;
const reviewDialog = async () => (await import("./review-dialog.tsx")).ReviewDialog;
const scheduleDialog = async () => (await import("#components/scheduled/schedule-dialog.tsx")).ScheduleDialog;
const editLast = async () => (await import("./edit-last.tsx")).EditLast;

/** Longest note (contract, messages §2). */
const MAX_NOTE = 150_000;
/** The counter shows itself below this. */
const COUNT_FROM = 200;

interface WriteBoxProps {
  conversation: Conversation;
  mode: ComposerMode;
  /** Of the inbox; null while unknown. */
  capabilities: WireCapabilities | null;
  /** Element beside whose neighbours files may be dropped. */
  area: RefObject<HTMLElement | null>;
}

type Layer = "voice" | "poll" | "template" | "review" | "edit" | "schedule" | null;

/** Text, files and what goes with them, in one mode of a conversation. */
export function WriteBox({ conversation, mode, capabilities, area }: WriteBoxProps) {
  const t = useTexts("composer");
  const { settings } = useViewer();
  const isNote = mode === "note";
  const field = useRef<HTMLTextAreaElement>(null);
  const [layer, setLayer] = useState<Layer>(null);
  const { draft, change, clear } = useDraft(conversation.id, mode);
  const typing = useTypingSignal(conversation.id, isNote);
  const text = useComposerText({ draft, change, field });
  const files = useFiles({ draft, change, capabilities: isNote ? null : capabilities });
  const send = useSend({ conversationId: conversation.id, mode, draft, clear });
  const collision = useCollision(conversation, isNote || (draft.text === "" && draft.files.length === 0));
  const mention = useMentions({ conversation, isNote, capabilities, text, field });
  const canned = useCanned({ text, field });
  const moved = () => {
    mention.moved();
    canned.moved();
  };
  const limit = isNote ? MAX_NOTE : (capabilities?.maxTextLength ?? MAX_NOTE);
  const left = limit - draft.text.length;
  const isEmpty = draft.text.trim() === "" && draft.files.length === 0;
  const { name } = conversation.meta.sender;
  useFocusOnQuote(draft.quoteId, field);
  useShortcuts(isNote ? {} : { schedule: () => setLayer("schedule") });

  const close = () => setLayer(null);
  const keepWriting = () => {
    collision.markRead();
    close();
  };
  const sendNow = () => {
    setLayer(null);
    typing.stopped();
    files.forgetError();
    send.sendDraft();
    field.current?.focus();
  };
  const trySend = () => {
    if (isEmpty || left < 0 || !send.isReady) return;
    if (collision.reply) setLayer("review");
    else sendNow();
  };
  const dialect = capabilities?.richText ?? "none";
  const acts: Record<ComposerAct, () => void> = {
    send: trySend,
    leave: () => field.current?.blur(),
    editLast: () => (isNote || !capabilities?.edits ? undefined : setLayer("edit")),
    bold: () => (dialect === "none" ? undefined : text.mark("bold", dialect)),
    italic: () => (dialect === "none" ? undefined : text.mark("italic", dialect)),
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mention.onKeyDown(event) || canned.onKeyDown(event)) return;
    const act = composerAct(event.nativeEvent, { sendKey: settings.sendKey, isEmpty });
    if (!act) return;
    event.preventDefault();
    acts[act]();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    files.add(pasted);
  };
  const write = (value: string) => {
    moved();
    if (value.trim() === "") typing.stopped();
    else typing.typed();
    text.write(value);
  };
  const sendVoice = (file: File) => {
    setLayer(null);
    send.sendVoice(file);
    change({ quoteId: null });
  };

  return (
    <>
      {files.canAttach ? (
        <DropZone
          within={area}
          hint={isNote ? t("files.dropNote") : t("files.dropReply", { name })}
          onFiles={files.add}
        />
      ) : null}
      {draft.quoteId !== null && !isNote ? (
        <QuotedDraft conversation={conversation} id={draft.quoteId} onRemove={() => change({ quoteId: null })} />
      ) : null}
      <FileStrip files={draft.files} onRemove={files.remove} />
      {files.error ? (
        <Banner tone="danger" className="mx-3 mt-2">
          {files.error}
        </Banner>
      ) : null}
      {layer === "voice" ? (
        <OnDemand load={voiceRecorder} onFail={close} with={{ onSend: sendVoice, onClose: close }} />
      ) : (
        <>
          <div className="relative px-3 pt-1">
            {mention.list}
            {canned.list}
            <textarea
              ref={field}
              rows={1}
              dir="auto"
              data-testid={isNote ? "composer-note" : "composer-reply"}
              aria-label={isNote ? t("note") : t("reply")}
              placeholder={isNote ? t("notePlaceholder") : t("placeholder", { name })}
              value={text.shown}
              onChange={(event) => write(event.target.value)}
              onKeyDown={onKeyDown}
              onSelect={moved}
              onBlur={typing.stopped}
              onPaste={onPaste}
              {...mention.attributes}
              {...canned.attributes}
              className="block max-h-56 min-h-11 w-full resize-none overflow-y-auto bg-transparent py-2.5 leading-normal text-ink outline-none placeholder:text-muted"
            />
          </div>
          {isNote ? <UnreachedNote conversationId={conversation.id} wire={draft.text} /> : null}
          <div className="flex items-center gap-1 px-2 pb-2">
            <ToolBar
              capabilities={isNote ? null : capabilities}
              canAttach={files.canAttach}
              richText={dialect}
              onFiles={files.add}
              onEmoji={text.insert}
              onMark={text.mark}
              onVoice={() => setLayer("voice")}
              onPoll={() => setLayer("poll")}
              onTemplate={() => setLayer("template")}
            />
            <span className="ms-auto flex min-w-0 items-center gap-3 ps-2">
              <LengthNote left={left} />
              <SendButton
                isNote={isNote}
                mustReview={collision.reply !== null}
                disabled={isEmpty || left < 0 || !send.isReady}
                sendKey={settings.sendKey}
                onSend={trySend}
                onSchedule={() => setLayer("schedule")}
              />
            </span>
          </div>
        </>
      )}
      {layer === "poll" ? (
        <OnDemand load={pollDialog} onFail={close} with={{ onSend: send.sendPoll, onClose: close }} />
      ) : null}
      {layer === "template" ? (
        <OnDemand load={templateDialog} onFail={close} with={{ conversation, onClose: close }} />
      ) : null}
      {layer === "review" && collision.reply ? (
        <OnDemand
          load={reviewDialog}
          onFail={close}
          with={{ reply: collision.reply, onSend: sendNow, onKeep: keepWriting }}
        />
      ) : null}
      {layer === "schedule" ? (
        <OnDemand
          load={scheduleDialog}
          onFail={close}
          with={{ conversationId: conversation.id, begun: draft, onClose: close, onSaved: clear }}
        />
      ) : null}
      {layer === "edit" ? (
        <OnDemand load={editLast} onFail={close} with={{ conversation, maxLength: limit, onClose: close }} />
      ) : null}
    </>
  );
}

/** Says when little room is left, and how much is too much. */
function LengthNote({ left }: { left: number }) {
  const t = useTexts("composer");
  if (left >= COUNT_FROM) return null;
  return (
    <span role="status" className={left < 0 ? "text-sm text-danger-ink" : "numeric text-sm text-muted"}>
      {left < 0 ? t("tooLong", { count: -left }) : t("left", { count: left })}
    </span>
  );
}

/** Who quotes wants to write. */
function useFocusOnQuote(quoteId: Message["id"] | null, field: RefObject<HTMLTextAreaElement | null>) {
  const before = useRef(quoteId);
  useEffect(() => {
    if (quoteId !== null && quoteId !== before.current) field.current?.focus();
    before.current = quoteId;
  }, [quoteId, field]);
}
