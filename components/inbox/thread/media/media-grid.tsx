"use client";

import { CloudOff, LoaderCircle, Play } from "lucide-react";
import type { CSSProperties } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Attachment } from "#server/domain/messages/contract.ts";
import { number, text } from "../bubble/message-attributes.ts";
import { formatSeconds } from "./format-bytes.ts";

const SHOWN = 4;

interface MediaGridProps {
  attachments: readonly Attachment[];
  /** Who sent them, for their names. */
  author: string;
  onOpen: (attachment: Attachment) => void;
}

/** Pictures and videos: one in its own shape, several as squares, the rest behind "+n". */
export function MediaGrid({ attachments, author, onOpen }: MediaGridProps) {
  const shown = attachments.slice(0, SHOWN);
  const more = attachments.length - shown.length;
  if (shown.length === 1 && shown[0]) return <Tile attachment={shown[0]} author={author} onOpen={onOpen} alone />;
  return (
    <div className="grid w-72 max-w-full grid-cols-2 gap-1">
      {shown.map((attachment, index) => (
        <Tile
          key={attachment.id}
          attachment={attachment}
          author={author}
          onOpen={onOpen}
          more={index === SHOWN - 1 ? more : 0}
          wide={shown.length === 3 && index === 0}
        />
      ))}
    </div>
  );
}

interface TileProps extends Omit<MediaGridProps, "attachments"> {
  attachment: Attachment;
  alone?: boolean;
  wide?: boolean;
  more?: number;
}

function Tile({ attachment, author, onOpen, alone, wide, more = 0 }: TileProps) {
  const t = useTexts("thread.media");
  const isVideo = attachment.file_type === "video";
  const picture = attachment.state === "ready" ? attachment.thumb_url || (isVideo ? null : attachment.data_url) : null;
  const preview = text(attachment.meta.preview);
  const label = more > 0 ? t("openMore", { count: more + 1 }) : t(isVideo ? "openVideo" : "openPhoto", { author });
  const shape = alone ? shapeOf(attachment) : undefined;
  const frame = classNames(
    "relative block overflow-hidden rounded-md bg-sunken",
    alone ? "max-w-full" : wide ? "col-span-2 aspect-video" : "aspect-square",
  );
  if (attachment.state !== "ready")
    return <WaitingTile attachment={attachment} frame={frame} shape={shape} preview={preview} />;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => onOpen(attachment)}
      className={classNames(frame, "ring-within cursor-zoom-in")}
      style={shape}
    >
      {preview ? <Picture src={preview} blurred /> : null}
      {picture ? <Picture src={picture} /> : isVideo ? <VideoStill url={attachment.data_url ?? ""} /> : null}
      {isVideo ? <PlayMark seconds={number(attachment.meta.seconds) ?? 0} /> : null}
      {more > 0 ? (
        <span className="absolute inset-0 grid place-items-center bg-scrim text-2xl font-semibold text-surface dark:text-ink">
          +{more}
        </span>
      ) : null}
    </button>
  );
}

interface WaitingTileProps {
  attachment: Attachment;
  frame: string;
  shape: CSSProperties | undefined;
  preview: string | null;
}

/** A file that is on its way to us, or could not be had. */
function WaitingTile({ attachment, frame, shape, preview }: WaitingTileProps) {
  const t = useTexts("thread.media");
  const failed = attachment.state === "failed";
  return (
    <span className={classNames(frame, "grid min-h-24 min-w-24 place-items-center text-muted")} style={shape}>
      {preview ? <Picture src={preview} blurred /> : null}
      <span className="relative grid max-w-full justify-items-center gap-1 rounded-md bg-surface/85 px-3 py-2 text-center text-sm">
        {failed ? (
          <CloudOff aria-hidden className="size-5 text-danger-ink" />
        ) : (
          <LoaderCircle aria-hidden className="size-5 animate-spin motion-reduce:animate-none" />
        )}
        {failed ? t("failed") : t("loading")}
      </span>
    </span>
  );
}

/** Keeps the place before the picture is there, so that nothing jumps when it comes. */
function shapeOf({ width, height }: Attachment) {
  const ratio = width && height ? Math.min(2.2, Math.max(0.55, width / height)) : 4 / 3;
  const shownWidth = Math.round(Math.min(320, 320 * ratio, width && width > 160 ? width : 320));
  return { width: shownWidth, aspectRatio: String(ratio) };
}

function Picture({ src, blurred }: { src: string; blurred?: boolean }) {
  return (
    // biome-ignore lint/performance/noImgElement: media comes from the file storage, already small enough
    <img
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      className={classNames("absolute inset-0 size-full object-cover", blurred ? "scale-110 blur-md" : "")}
    />
  );
}

/** The first frame, fetched by the browser when there is no small picture of it. */
function VideoStill({ url }: { url: string }) {
  return (
    <video
      src={`${url}#t=0.1`}
      preload="metadata"
      muted
      playsInline
      tabIndex={-1}
      aria-hidden
      className="absolute inset-0 size-full object-cover"
    />
  );
}

function PlayMark({ seconds }: { seconds: number }) {
  return (
    <>
      <span
        aria-hidden
        className="absolute inset-0 m-auto grid size-12 place-items-center rounded-full bg-scrim text-surface dark:text-ink"
      >
        <Play className="size-5 translate-x-px fill-current" />
      </span>
      {seconds > 0 ? (
        <span className="numeric absolute end-1.5 bottom-1.5 rounded-sm bg-scrim px-1 text-xs text-surface dark:text-ink">
          {formatSeconds(seconds)}
        </span>
      ) : null}
    </>
  );
}
