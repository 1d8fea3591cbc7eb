"use client";

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { type ComposerAct, composerAct } from "./composer-key.ts";
import { useCanned } from "./use-canned.tsx";
import { useMentions } from "./use-mentions.tsx";
import type { Writer, WriterOptions } from "./use-writer.ts";

type WriteFieldProps = Omit<WriterOptions, "mode"> & { writer: Writer };

/** Where the text is typed, with the lists behind `@` and `/`. */
export function WriteField({ writer, conversation, capabilities }: WriteFieldProps) {
  const t = useTexts("composer");
  const { isNote, field, text, typing } = writer;
  const mention = useMentions({ conversation, isNote, capabilities, text, field });
  const canned = useCanned({ text, field });
  const onKey = useComposerKeys(writer, capabilities);
  useFocusOnQuote(writer.draft.quoteId, field);

  const moved = () => {
    mention.moved();
    canned.moved();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!mention.onKeyDown(event) && !canned.onKeyDown(event)) onKey(event);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    writer.files.add(pasted);
  };
  const write = (value: string) => {
    moved();
    if (value.trim() === "") typing.stopped();
    else typing.typed();
    text.write(value);
  };
  return (
    <div className="relative px-3 pt-1">
      {mention.list}
      {canned.list}
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        data-testid={isNote ? "composer-note" : "composer-reply"}
        aria-label={isNote ? t("note") : t("reply")}
        placeholder={isNote ? t("notePlaceholder") : t("placeholder", { name: conversation.meta.sender.name })}
        value={text.shown}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        onSelect={moved}
        onBlur={typing.stopped}
        onPaste={onPaste}
        {...mention.attributes}
        {...canned.attributes}
        className="block max-h-56 min-h-11 w-full resize-none overflow-y-auto bg-transparent py-2.5 leading-normal text-ink outline-none placeholder:truncate placeholder:text-muted"
      />
    </div>
  );
}

/** Keys that mean more than a letter: send, leave, change the last message, mark the text. */
function useComposerKeys(writer: Writer, capabilities: WriterOptions["capabilities"]) {
  const { sendKey } = useViewer().settings;
  const dialect = capabilities?.richText ?? "none";
  const acts: Record<ComposerAct, () => void> = {
    send: writer.trySend,
    leave: () => writer.field.current?.blur(),
    editLast: () => (writer.isNote || !capabilities?.edits ? undefined : writer.show("edit")),
    bold: () => (dialect === "none" ? undefined : writer.text.mark("bold", dialect)),
    italic: () => (dialect === "none" ? undefined : writer.text.mark("italic", dialect)),
  };
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const act = composerAct(event.nativeEvent, { sendKey, isEmpty: writer.isEmpty });
    if (!act) return;
    event.preventDefault();
    acts[act]();
  };
}

/** Who quotes wants to write. */
function useFocusOnQuote(quoteId: Message["id"] | null, field: RefObject<HTMLTextAreaElement | null>) {
  const before = useRef(quoteId);
  useEffect(() => {
    if (quoteId !== null && quoteId !== before.current) field.current?.focus();
    before.current = quoteId;
  }, [quoteId, field]);
}
