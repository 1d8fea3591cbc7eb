"use client";

import { FileText, Film, Mic, X } from "lucide-react";
import { useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { fileKind } from "../thread/media/file-kind.ts";
import { fileUrl } from "../thread/media/file-url.ts";
import { formatBytes } from "../thread/media/format-bytes.ts";

interface FileStripProps {
  files: readonly File[];
  onRemove: (file: File) => void;
}

/** What goes along with the message, each with a way out. */
export function FileStrip({ files, onRemove }: FileStripProps) {
  const t = useTexts("composer.files");
  const locale = useLocale();
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="flex max-h-40 flex-wrap gap-2 overflow-y-auto px-3 pt-2">
      {files.map((file) => (
        <li
          key={fileUrl(file)}
          className="flex max-w-56 items-center gap-2 rounded-md border border-line bg-raised p-1.5"
        >
          <Preview file={file} />
          <span className="min-w-0">
            <bdi className="block truncate text-sm font-medium">{file.name}</bdi>
            <span className="numeric block text-xs text-muted">{formatBytes(file.size, locale)}</span>
          </span>
          <button
            type="button"
            aria-label={t("remove", { name: file.name })}
            onClick={() => onRemove(file)}
            className="grid size-7 shrink-0 place-items-center rounded-sm text-muted ring-within hover:bg-hover hover:text-ink touch:size-11"
          >
            <X aria-hidden className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}

const icons = { video: Film, audio: Mic, voice: Mic };

function Preview({ file }: { file: File }) {
  const kind = fileKind(file);
  if (kind === "image") {
    // biome-ignore lint/performance/noImgElement: a file that is still here
    return <img src={fileUrl(file)} alt="" className="size-10 shrink-0 rounded-sm object-cover" />;
  }
  const Icon = kind === "video" || kind === "audio" ? icons[kind] : FileText;
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-sm bg-accent-soft text-accent-ink">
      <Icon aria-hidden className="size-5" />
    </span>
  );
}
