"use client";

import { Pause, Play, Send, Square, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { fileUrl } from "../../thread/media/file-url.ts";
import { formatSeconds } from "../../thread/media/format-bytes.ts";
import { type RecorderState, useRecorder } from "./use-recorder.ts";

/** Recordings longer than this are not thrown away without asking, in seconds. */
const WORTH_ASKING = 5;

interface VoiceRecorderProps {
  onSend: (file: File) => void;
  onClose: () => void;
}

/** Takes the place of the text while one speaks: record, pause, listen, then send or discard. */
export function VoiceRecorder({ onSend, onClose }: VoiceRecorderProps) {
  const t = useTexts("composer.recorder");
  const { state, ...recorder } = useRecorder();
  const [isAsking, setIsAsking] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.focus(), []);
  const seconds = "seconds" in state ? state.seconds : 0;
  const discard = () => (seconds > WORTH_ASKING ? setIsAsking(true) : onClose());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    discard();
  };
  return (
    <fieldset
      ref={box}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex min-w-0 flex-wrap items-center gap-2 px-3 py-2 outline-none"
    >
      <legend className="sr-only">{t("title")}</legend>
      {state.step === "failed" ? <Failure state={state} /> : null}
      {state.step === "recording" || state.step === "paused" || state.step === "asking" ? <Live state={state} /> : null}
      {state.step === "ready" ? (
        // biome-ignore lint/a11y/useMediaCaption: one's own voice, just now
        <audio controls src={fileUrl(state.file)} aria-label={t("listen")} className="h-10 min-w-0 flex-1" />
      ) : null}
      <div className="ms-auto flex items-center gap-1">
        <IconButton label={t("discard")} tone="danger" icon={<Trash2 aria-hidden />} onClick={discard} />
        {state.step === "recording" ? (
          <IconButton label={t("pause")} icon={<Pause aria-hidden />} onClick={recorder.pause} />
        ) : null}
        {state.step === "paused" ? (
          <IconButton label={t("resume")} icon={<Play aria-hidden />} onClick={recorder.resume} />
        ) : null}
        {state.step === "recording" || state.step === "paused" ? (
          <Button icon={<Square aria-hidden />} onClick={() => void recorder.stop()}>
            {t("stop")}
          </Button>
        ) : null}
        {state.step === "ready" ? (
          <Button
            variant="primary"
            icon={<Send aria-hidden />}
            data-testid="send-button"
            onClick={() => onSend(state.file)}
          >
            {t("send")}
          </Button>
        ) : null}
      </div>
      {isAsking ? (
        <Dialog
          open
          onOpenChange={setIsAsking}
          size="small"
          title={t("discardTitle")}
          description={t("discardBody", { time: formatSeconds(seconds) })}
          footer={
            <>
              <Button onClick={() => setIsAsking(false)}>{t("keep")}</Button>
              <Button variant="danger" onClick={onClose}>
                {t("discard")}
              </Button>
            </>
          }
        />
      ) : null}
    </fieldset>
  );
}

function Live({ state }: { state: Extract<RecorderState, { step: "recording" | "paused" | "asking" }> }) {
  const t = useTexts("composer.recorder");
  const seconds = state.step === "asking" ? 0 : state.seconds;
  const level = state.step === "recording" ? state.level : 0;
  return (
    <p className="flex items-center gap-3">
      <span
        aria-hidden
        className={
          state.step === "recording"
            ? "size-2.5 animate-pulse rounded-full bg-danger"
            : "size-2.5 rounded-full bg-control"
        }
      />
      <span className="numeric" role="timer">
        {t("recording", { time: formatSeconds(seconds) })}
      </span>
      <span aria-hidden className="h-2 w-24 overflow-hidden rounded-full bg-sunken">
        <span
          className="block h-full rounded-full bg-accent transition-[width] duration-100"
          style={{ width: `${level * 100}%` }}
        />
      </span>
    </p>
  );
}

function Failure({ state }: { state: Extract<RecorderState, { step: "failed" }> }) {
  const t = useTexts("composer.recorder");
  return (
    <Banner tone="danger">{state.reason === "other" ? t("failed", { reason: state.words }) : t(state.reason)}</Banner>
  );
}
