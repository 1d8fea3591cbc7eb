"use client";

import { LayoutTemplate, Paperclip } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { plainText } from "../inbox/thread/text/plain-text.ts";
import type { ScheduledItem } from "./schedule-form.ts";

const SHORT = 160;

/** What will be sent, in short; all of it when asked for. */
export function ContentPreview({ item }: { item: ScheduledItem }) {
  const t = useTexts("scheduled");
  const [isWhole, setIsWhole] = useState(false);
  const text = plainText(item.content ?? "");
  const isLong = text.length > SHORT;
  const template = item.template_params?.name;
  return (
    <div className="mt-1 grid gap-1">
      {template ? (
        <p className="flex items-center gap-1.5 text-sm">
          <LayoutTemplate aria-hidden className="size-3.5 shrink-0" />
          {t("template", { name: String(template) })}
        </p>
      ) : null}
      {text ? (
        <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {isLong && !isWhole ? `${text.slice(0, SHORT).trimEnd()}…` : text}
        </p>
      ) : null}
      {isLong ? (
        <button
          type="button"
          aria-expanded={isWhole}
          className="justify-self-start rounded-sm text-sm text-accent-ink hover:underline"
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? t("showLess") : t("showAll")}
        </button>
      ) : null}
      {item.attachment ? (
        <a
          href={item.attachment.file_url}
          target="_blank"
          rel="noreferrer"
          className="flex min-w-0 items-center gap-1.5 justify-self-start text-sm text-accent-ink hover:underline"
        >
          <Paperclip aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{t("file", { name: item.attachment.filename })}</span>
        </a>
      ) : null}
    </div>
  );
}
