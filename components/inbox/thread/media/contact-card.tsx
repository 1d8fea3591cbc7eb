"use client";

import { Check, Copy, UserRound } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { Attachment } from "#server/domain/messages/contract.ts";
import { text } from "../bubble/message-attributes.ts";

/** A visiting card: name, number, and both to take along. */
export function ContactCard({ attachment }: { attachment: Attachment }) {
  const t = useTexts("thread.media");
  const [copied, setCopied] = useState(false);
  const { meta } = attachment;
  const phone = text(meta.phone) ?? attachment.fallback_title ?? null;
  const name =
    text(meta.name) ?? ([text(meta.firstName), text(meta.lastName)].filter(Boolean).join(" ") || t("contact"));
  const copyText = useCopy();
  const copy = async () => {
    if (await copyText(phone ?? name)) setCopied(true);
  };
  return (
    <div className="flex w-64 max-w-full items-center gap-3 rounded-md bg-sunken/70 p-2">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink">
        <UserRound aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{name}</bdi>
        {phone && phone !== name ? (
          <a
            href={`tel:${phone.replace(/[^+\d]/g, "")}`}
            className="numeric block truncate text-sm text-accent-ink hover:underline"
          >
            <bdi>{phone}</bdi>
          </a>
        ) : null}
      </span>
      <IconButton
        size="small"
        label={copied ? t("copied") : t("copyContact")}
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void copy()}
      />
    </div>
  );
}
