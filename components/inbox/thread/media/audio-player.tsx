"use client";

import { Mic, Pause, Play } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Attachment } from "#server/domain/messages/contract.ts";
import { number } from "../bubble/message-attributes.ts";
import { audioPlayback, usePlayback } from "./audio-playback.ts";
import { formatSeconds } from "./format-bytes.ts";
import { waveform } from "./waveform.ts";

/** A recording: waveform to seek in, time left, speed. */
export function AudioPlayer({ attachment, url }: { attachment: Attachment; url: string }) {
  const t = useTexts("thread.audio");
  const playback = usePlayback(url);
  const total = playback.duration || (number(attachment.meta.seconds) ?? 0);
  const left = total > 0 ? total - playback.position : 0;
  const isVoice = attachment.meta.is_recorded_audio === true;
  return (
    <div className="w-64 max-w-full">
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-label={playback.playing ? t("pause") : t("play")}
          onClick={() => void audioPlayback.toggle(url)}
          className="grid size-9 shrink-0 place-items-center rounded-full bg-accent text-on-accent hover:bg-accent-strong touch:size-11"
        >
          {playback.playing ? (
            <Pause aria-hidden className="size-4 fill-current" />
          ) : (
            <Play aria-hidden className="size-4 translate-x-px fill-current" />
          )}
        </button>
        <div className="min-w-0 flex-1">
          <Seek url={url} total={total} position={playback.position} bars={waveform(attachment.meta.waveform)} />
          <div className="flex items-center justify-between text-xs text-muted">
            <span className="numeric inline-flex items-center gap-1">
              {isVoice ? <Mic aria-hidden className="size-3" /> : null}
              {total > 0 ? formatSeconds(playback.playing || playback.position > 0 ? left : total) : "–:––"}
            </span>
            <button
              type="button"
              aria-label={t("speed", { speed: String(playback.speed) })}
              onClick={() => audioPlayback.nextSpeed()}
              className="numeric min-h-6 rounded-sm px-1 font-medium hover:text-ink"
            >
              {playback.speed}×
            </button>
          </div>
        </div>
      </div>
      {playback.failed ? (
        <p role="alert" className="mt-1 text-sm text-danger-ink">
          {t("failed")}{" "}
          <a href={url} download className="underline">
            {t("download")}
          </a>
        </p>
      ) : null}
      {attachment.transcribed_text ? (
        <p className="mt-1 border-s-2 border-control ps-2 text-sm text-muted">{attachment.transcribed_text}</p>
      ) : null}
    </div>
  );
}

interface SeekProps {
  url: string;
  total: number;
  position: number;
  bars: number[] | null;
}

/** A range input under the drawing: arrows, screen readers and fingers work as everywhere. */
function Seek({ url, total, position, bars }: SeekProps) {
  const t = useTexts("thread.audio");
  const played = total > 0 ? position / total : 0;
  return (
    <span className="relative block h-7">
      {bars ? (
        <span aria-hidden className="absolute inset-0 flex items-center gap-px">
          {bars.map((height, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other identity
              key={index}
              className={classNames("flex-1 rounded-full", index / bars.length < played ? "bg-accent" : "bg-control")}
              style={{ height: `${Math.max(10, height * 100)}%` }}
            />
          ))}
        </span>
      ) : (
        <span
          aria-hidden
          className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 overflow-hidden rounded-full bg-control"
        >
          <span className="block h-full bg-accent" style={{ width: `${played * 100}%` }} />
        </span>
      )}
      <input
        type="range"
        aria-label={t("position")}
        aria-valuetext={t("positionOf", { position: formatSeconds(position), total: formatSeconds(total) })}
        min={0}
        max={total || 1}
        step="any"
        value={position}
        onChange={(event) => audioPlayback.seek(url, Number(event.target.value))}
        className="absolute inset-0 w-full cursor-pointer opacity-0 focus-visible:opacity-100 focus-visible:[appearance:none] focus-visible:bg-transparent"
      />
    </span>
  );
}
