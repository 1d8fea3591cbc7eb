"use client";

import { ChartBar, LayoutTemplate, Mic, Paperclip, Plus, Smile } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { MarkBar } from "./mark-bar.tsx";
import type { Dialect, Mark } from "./marks.ts";
import { canRecord } from "./voice/can-record.ts";

const emojiPicker = async () => (await import("./emoji-picker.tsx")).EmojiPicker;

interface ToolBarProps {
  /** Null for notes. */
  capabilities: WireCapabilities | null;
  canAttach: boolean;
  richText: Dialect;
  onFiles: (files: File[]) => void;
  onEmoji: (emoji: string) => void;
  onMark: (mark: Mark, dialect: Exclude<Dialect, "none">) => void;
  onVoice: () => void;
  onPoll: () => void;
  onTemplate: () => void;
}

/** What can be put into a message beside what is typed. What the channel cannot is not there. */
export function ToolBar({
  capabilities,
  canAttach,
  richText,
  onFiles,
  onEmoji,
  onMark,
  onVoice,
  onPoll,
  onTemplate,
}: ToolBarProps) {
  const t = useTexts("composer");
  const chooser = useRef<HTMLInputElement>(null);
  const canVoice =
    useSyncExternalStore(never, canRecord, () => false) &&
    Boolean(capabilities?.attachments.voice ?? capabilities?.attachments.audio);
  useShortcuts(canAttach ? { attach: () => chooser.current?.click() } : {});
  return (
    <div className="flex items-center">
      {canAttach ? (
        <>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label={t("attach")}
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <IconButton
            size="small"
            label={t("attach")}
            shortcut="Ctrl+Alt+A"
            icon={<Paperclip aria-hidden />}
            onClick={() => chooser.current?.click()}
          />
        </>
      ) : null}
      <EmojiButton onEmoji={onEmoji} />
      {canVoice ? <IconButton size="small" label={t("voice")} icon={<Mic aria-hidden />} onClick={onVoice} /> : null}
      {capabilities?.polls || capabilities?.templates ? (
        <Menu
          side="top"
          entries={[
            ...(capabilities.polls ? [{ label: t("poll"), icon: <ChartBar aria-hidden />, onSelect: onPoll }] : []),
            ...(capabilities.templates
              ? [{ label: t("template.menu"), icon: <LayoutTemplate aria-hidden />, onSelect: onTemplate }]
              : []),
          ]}
          trigger={<IconButton size="small" label={t("more")} icon={<Plus aria-hidden />} />}
        />
      ) : null}
      {richText === "none" ? null : <MarkBar onMark={(mark) => onMark(mark, richText)} />}
    </div>
  );
}

/** What a browser can does not change while the page is open. */
const never = () => () => undefined;

function EmojiButton({ onEmoji }: { onEmoji: (emoji: string) => void }) {
  const t = useTexts("composer");
  const [open, setOpen] = useState(false);
  const pick = (emoji: string) => {
    setOpen(false);
    onEmoji(emoji);
  };
  return (
    <Popover
      label={t("emoji")}
      side="top"
      open={open}
      onOpenChange={setOpen}
      className="!p-2"
      trigger={<IconButton size="small" label={t("emoji")} icon={<Smile aria-hidden />} />}
    >
      <OnDemand load={emojiPicker} onFail={() => setOpen(false)} with={{ onPick: pick }} />
    </Popover>
  );
}
