"use client";

import { CloudOff, FileText, LoaderCircle, MapPin } from "lucide-react";
import { useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { Attachment } from "#server/domain/messages/contract.ts";
import { text } from "../bubble/message-attributes.ts";
import { AudioPlayer } from "./audio-player.tsx";
import { ContactCard } from "./contact-card.tsx";
import { formatBytes } from "./format-bytes.ts";

/** Everything that comes with a message but pictures and videos, which stand in the grid. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  if (attachment.file_type === "location") return <LocationCard attachment={attachment} />;
  if (attachment.file_type === "contact") return <ContactCard attachment={attachment} />;
  if (attachment.file_type === "fallback") return <FallbackLink attachment={attachment} />;
  if (attachment.state !== "ready" || !attachment.data_url) return <NotHere attachment={attachment} />;
  if (attachment.file_type === "audio") return <AudioPlayer attachment={attachment} url={attachment.data_url} />;
  return <FileRow attachment={attachment} url={attachment.data_url} />;
}

/** A file that is on its way to us, or could not be had. */
function NotHere({ attachment }: { attachment: Attachment }) {
  const t = useTexts("thread.media");
  const failed = attachment.state === "failed";
  const Icon = failed ? CloudOff : LoaderCircle;
  return (
    <p className="flex items-center gap-2 rounded-md bg-sunken/70 px-3 py-2 text-sm text-muted">
      <Icon
        aria-hidden
        className={
          failed ? "size-4 shrink-0 text-danger-ink" : "size-4 shrink-0 animate-spin motion-reduce:animate-none"
        }
      />
      <span className="min-w-0">
        {attachment.file_name ? <span className="block truncate text-ink">{attachment.file_name}</span> : null}
        {failed ? t("failed") : t("loading")}
      </span>
    </p>
  );
}

function FileRow({ attachment, url }: { attachment: Attachment; url: string }) {
  const t = useTexts("thread.media");
  const locale = useLocale();
  const name = attachment.file_name ?? t("file");
  const details = [
    attachment.extension?.toUpperCase(),
    attachment.file_size ? formatBytes(attachment.file_size, locale) : null,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <a
      href={url}
      download={name}
      title={name}
      aria-label={t("download", { name })}
      className="flex w-64 max-w-full items-center gap-3 rounded-md bg-sunken/70 p-2 ring-within hover:bg-hover"
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-ink">
        <FileText aria-hidden className="size-5" />
      </span>
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{name}</bdi>
        {details ? <span className="numeric block text-sm text-muted">{details}</span> : null}
      </span>
    </a>
  );
}

function LocationCard({ attachment }: { attachment: Attachment }) {
  const t = useTexts("thread.media");
  const { coordinates_lat: latitude, coordinates_long: longitude } = attachment;
  const name = text(attachment.meta.name) ?? attachment.fallback_title ?? t("location");
  const address = text(attachment.meta.address);
  return (
    <a
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`}
      target="_blank"
      rel="noopener noreferrer"
      className="flex w-64 max-w-full items-center gap-3 rounded-md bg-sunken/70 p-2 ring-within hover:bg-hover"
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-md bg-danger-soft text-danger-ink">
        <MapPin aria-hidden className="size-5" />
      </span>
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{name}</bdi>
        <span className="block truncate text-sm text-muted" dir="auto">
          {address && address !== name
            ? address
            : t("coordinates", { place: `${latitude?.toFixed(5)}, ${longitude?.toFixed(5)}` })}
        </span>
        <span className="block text-sm text-accent-ink">
          {attachment.meta.live === true ? t("liveMap") : t("openMap")}
        </span>
      </span>
    </a>
  );
}

function FallbackLink({ attachment }: { attachment: Attachment }) {
  const title = attachment.fallback_title ?? attachment.data_url ?? "";
  const url = attachment.data_url && /^https?:\/\//i.test(attachment.data_url) ? attachment.data_url : null;
  if (!url) return <p className="text-muted">{title}</p>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="flex items-center gap-2 text-accent-ink underline"
    >
      <bdi className="truncate">{title}</bdi>
    </a>
  );
}
