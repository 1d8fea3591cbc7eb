"use client";

import { Upload } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";

interface DropZoneProps {
  /** Files may be dropped on everything around this element. */
  within: RefObject<HTMLElement | null>;
  hint: string;
  onFiles: (files: File[]) => void;
}

/** Covers thread and composer while files are dragged over them. */
export function DropZone({ within, hint, onFiles }: DropZoneProps) {
  const t = useTexts("composer.files");
  const [isOver, setIsOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    const area = within.current?.parentElement;
    if (!area) return;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node) || !area.contains(event.relatedTarget)) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    area.addEventListener("dragenter", over);
    area.addEventListener("dragover", over);
    area.addEventListener("dragleave", leave);
    area.addEventListener("drop", drop);
    return () => {
      area.removeEventListener("dragenter", over);
      area.removeEventListener("dragover", over);
      area.removeEventListener("dragleave", leave);
      area.removeEventListener("drop", drop);
    };
  }, [within]);

  if (!isOver) return null;
  const box = within.current?.parentElement?.getBoundingClientRect();
  return (
    <div
      style={box && { left: box.left, top: box.top, width: box.width, height: box.height }}
      className="pointer-events-none fixed z-30 grid animate-appear place-items-center bg-canvas/90 p-6"
    >
      <div className="grid size-full place-content-center justify-items-center gap-2 rounded-xl border-2 border-dashed border-accent text-center">
        <Upload aria-hidden className="size-8 text-accent-ink" />
        <p className="text-lg font-semibold">{t("drop")}</p>
        <p className="text-muted">{hint}</p>
      </div>
    </div>
  );
}
