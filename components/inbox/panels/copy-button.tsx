"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useCopy } from "#components/ui/use-copy.ts";

const SHOWN_MS = 2000;

/** Puts a value on the clipboard and says so. */
export function CopyButton({ field, value }: { field: string; value: string }) {
  const t = useTexts("panels");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copyText = useCopy();
  const copy = async () => {
    if (await copyText(value)) setCopied(true);
  };
  return (
    <IconButton
      size="small"
      label={copied ? t("copied") : t("copy", { field })}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy()}
    />
  );
}
