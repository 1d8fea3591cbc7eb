"use client";

import type { RefObject } from "react";
import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { useShortcuts } from "../use-shortcuts.ts";
import { DropZone } from "./drop-zone.tsx";
import { FileStrip } from "./file-strip.tsx";
import { QuotedDraft } from "./quoted-draft.tsx";
import { SendButton } from "./send-button.tsx";
import { ToolBar } from "./tool-bar.tsx";
import { UnreachedNote } from "./unreached-note.tsx";
import { useWriter, type Writer, type WriterOptions } from "./use-writer.ts";
import { WriteField } from "./write-field.tsx";
import { WriteLayers } from "./write-layers.tsx";

const voiceRecorder = async () => (await import("./voice/voice-recorder.tsx")).VoiceRecorder;

/** The counter shows itself below this. */
const COUNT_FROM = 200;

interface WriteBoxProps extends WriterOptions {
  /** Element beside whose neighbours files may be dropped. */
  area: RefObject<HTMLElement | null>;
}

/** Text, files and what goes with them, in one mode of a conversation. */
export function WriteBox({ conversation, mode, capabilities, area }: WriteBoxProps) {
  const writer = useWriter({ conversation, mode, capabilities });
  const { isNote, close } = writer;
  useShortcuts(isNote ? {} : { schedule: () => writer.show("schedule") });
  return (
    <>
      <Enclosed writer={writer} conversation={conversation} area={area} />
      {writer.layer === "voice" ? (
        <OnDemand load={voiceRecorder} onFail={close} with={{ onSend: writer.sendVoice, onClose: close }} />
      ) : (
        <>
          <WriteField writer={writer} conversation={conversation} capabilities={capabilities} />
          {isNote ? <UnreachedNote conversationId={conversation.id} wire={writer.draft.text} /> : null}
          <Foot writer={writer} capabilities={capabilities} />
        </>
      )}
      <WriteLayers writer={writer} conversation={conversation} />
    </>
  );
}

/** What goes along with the text: the message it answers, and files, however they come. */
function Enclosed({ writer, conversation, area }: { writer: Writer } & Pick<WriteBoxProps, "conversation" | "area">) {
  const t = useTexts("composer.files");
  const { draft, files, isNote } = writer;
  const hint = isNote ? t("dropNote") : t("dropReply", { name: conversation.meta.sender.name });
  return (
    <>
      {files.canAttach ? <DropZone within={area} hint={hint} onFiles={files.add} /> : null}
      {draft.quoteId !== null && !isNote ? (
        <QuotedDraft conversation={conversation} id={draft.quoteId} onRemove={() => writer.change({ quoteId: null })} />
      ) : null}
      <FileStrip files={draft.files} onRemove={files.remove} />
      {files.error ? (
        <Banner tone="danger" className="mx-3 mt-2">
          {files.error}
        </Banner>
      ) : null}
    </>
  );
}

/** Tools and the send button, below the text. */
function Foot({ writer, capabilities }: { writer: Writer } & Pick<WriteBoxProps, "capabilities">) {
  const { settings } = useViewer();
  const { isNote, files, text, show } = writer;
  return (
    <div className="@container flex flex-wrap items-center gap-1 px-2 pb-2">
      <ToolBar
        capabilities={isNote ? null : capabilities}
        canAttach={files.canAttach}
        richText={capabilities?.richText ?? "none"}
        onFiles={files.add}
        onEmoji={text.insert}
        onMark={text.mark}
        onVoice={() => show("voice")}
        onPoll={() => show("poll")}
        onTemplate={() => show("template")}
      />
      <span className="ms-auto flex min-w-0 items-center gap-3 ps-2">
        <LengthNote left={writer.left} />
        <SendButton
          isNote={isNote}
          mustReview={writer.missed !== null}
          disabled={!writer.canSend}
          sendKey={settings.sendKey}
          onSend={writer.trySend}
          onSchedule={() => show("schedule")}
        />
      </span>
    </div>
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
