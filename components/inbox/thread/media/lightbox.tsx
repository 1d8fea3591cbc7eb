"use client";

import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import { type KeyboardEvent, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useReturnFocus } from "#components/ui/use-return-focus.ts";
import type { Attachment } from "#server/domain/messages/contract.ts";
import { useZoom } from "./use-zoom.ts";

export interface LightboxItem {
  attachment: Attachment;
  author: string;
}

interface LightboxProps {
  items: readonly LightboxItem[];
  openAt: Attachment;
  onClose: () => void;
}

/** Pictures and videos of the thread, one at a time over the whole page. `Esc` goes back to where it was opened. */
export function Lightbox({ items, openAt, onClose }: LightboxProps) {
  const t = useTexts("thread.lightbox");
  const [index, setIndex] = useState(() =>
    Math.max(
      0,
      items.findIndex(({ attachment }) => attachment.id === openAt.id),
    ),
  );
  const item = items[index] ?? items[0];
  const go = (step: number) => setIndex((held) => Math.min(items.length - 1, Math.max(0, held + step)));
  const onKeyDown = (event: KeyboardEvent) => {
    const isRtl = document.dir === "rtl";
    if (event.key === "ArrowLeft") go(isRtl ? 1 : -1);
    if (event.key === "ArrowRight") go(isRtl ? -1 : 1);
  };
  const returnFocus = useReturnFocus(true);
  if (!item) return null;
  return (
    <RadixDialog.Root open onOpenChange={onClose}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-canvas" />
        <RadixDialog.Content
          aria-describedby={undefined}
          // Not its first button: the tooltip that opens there would take the first press of Esc.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={returnFocus}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-40 flex flex-col outline-none"
        >
          <RadixDialog.Title className="sr-only">{t("title")}</RadixDialog.Title>
          <Slide
            key={item.attachment.id}
            item={item}
            caption={t("of", { index: String(index + 1), count: String(items.length), author: item.author })}
            onClose={onClose}
          />
          {index > 0 ? <Arrow side="start" label={t("previous")} onClick={() => go(-1)} /> : null}
          {index < items.length - 1 ? <Arrow side="end" label={t("next")} onClick={() => go(1)} /> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

interface SlideProps {
  item: LightboxItem;
  caption: string;
  onClose: () => void;
}

function Slide({ item: { attachment, author }, caption, onClose }: SlideProps) {
  const t = useTexts("thread.lightbox");
  const zoom = useZoom();
  const [gone, setGone] = useState(false);
  const url = attachment.data_url ?? "";
  const isVideo = attachment.file_type === "video";
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "+" || event.key === "=") zoom.zoom(1.5);
    if (event.key === "-") zoom.zoom(1 / 1.5);
    if (event.key === "0") zoom.reset();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the dialog that have buttons, too
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <header className="flex items-center gap-1 border-b border-line bg-surface px-3 py-2">
        <p aria-live="polite" className="min-w-0 flex-1 truncate text-muted">
          {caption}
        </p>
        {isVideo ? null : (
          <>
            <IconButton
              label={t("zoomOut")}
              icon={<ZoomOut aria-hidden />}
              disabled={zoom.scale === 1}
              onClick={() => zoom.zoom(1 / 1.5)}
            />
            <IconButton
              label={t("zoomIn")}
              icon={<ZoomIn aria-hidden />}
              disabled={zoom.scale >= 5}
              onClick={() => zoom.zoom(1.5)}
            />
          </>
        )}
        <a
          href={url}
          download={attachment.file_name ?? true}
          aria-label={t("download")}
          title={t("download")}
          className="grid size-9 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink touch:size-11"
        >
          <Download aria-hidden className="size-[1.125rem]" />
        </a>
        <IconButton label={t("close")} icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <div
        className="relative grid min-h-0 flex-1 place-items-center overflow-hidden p-2"
        {...(isVideo ? {} : zoom.handlers)}
      >
        {gone ? (
          <p role="alert" className="text-muted">
            {t("gone")}
          </p>
        ) : isVideo ? (
          // biome-ignore lint/a11y/useMediaCaption: customers send no captions
          <video
            src={url}
            controls
            autoPlay
            playsInline
            onError={() => setGone(true)}
            className="max-h-full max-w-full"
          />
        ) : (
          // biome-ignore lint/performance/noImgElement: the picture as it came
          <img
            src={url}
            alt={caption || author}
            draggable={false}
            onError={() => setGone(true)}
            style={zoom.style}
            className={classNames(
              "max-h-full max-w-full touch-none object-contain select-none",
              zoom.scale > 1 ? "cursor-grab" : "cursor-zoom-in",
            )}
          />
        )}
      </div>
    </div>
  );
}

function Arrow({ side, label, onClick }: { side: "start" | "end"; label: string; onClick: () => void }) {
  const Icon = side === "start" ? ChevronLeft : ChevronRight;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={classNames(
        "absolute top-1/2 grid size-11 -translate-y-1/2 place-items-center rounded-full bg-raised text-ink shadow-float hover:bg-hover",
        side === "start" ? "start-3" : "end-3",
      )}
    >
      <Icon aria-hidden className="size-6 rtl:-scale-x-100" />
    </button>
  );
}
