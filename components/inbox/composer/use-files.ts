"use client";

import { useState } from "react";
import { useLocale } from "use-intl/react";
import type { Draft } from "#components/data/drafts.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import { type FileRefusal, refusalOf } from "../thread/media/file-kind.ts";
import { formatBytes } from "../thread/media/format-bytes.ts";

/** As many as a message takes (contract, messages §2). */
export const MAX_FILES = 15;
/** What the server takes in one request. */
const NOTE_LIMIT = { document: { maxBytes: 100 * 1024 * 1024 } };

interface Files {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Null for notes, which go to no channel. */
  capabilities: WireCapabilities | null;
}

/** Files of a draft. What the channel would refuse is refused here, before anything is uploaded. */
export function useFiles({ draft, change, capabilities }: Files) {
  const t = useTexts("composer.files");
  const locale = useLocale();
  const [error, setError] = useState<string | null>(null);
  const limits = capabilities?.attachments ?? NOTE_LIMIT;

  const explain = (file: File, refusal: FileRefusal): string => {
    if (refusal.reason === "empty") return t("empty", { name: file.name });
    if (refusal.reason === "kind") return t("refused", { kind: refusal.kind });
    return t("tooLarge", {
      kind: refusal.kind,
      max: formatBytes(refusal.maxBytes, locale),
      size: formatBytes(file.size, locale),
    });
  };
  const add = (files: readonly File[]) => {
    const problems: string[] = [];
    const taken = files.filter((file) => {
      const refusal = refusalOf(file, limits);
      if (refusal) problems.push(explain(file, refusal));
      return !refusal;
    });
    const all = [...draft.files, ...taken];
    if (all.length > MAX_FILES) problems.push(t("tooMany", { max: String(MAX_FILES) }));
    if (taken.length > 0) change({ files: all.slice(0, MAX_FILES) });
    setError(problems.length > 0 ? [...new Set(problems)].join(" ") : null);
  };
  return {
    add,
    remove: (file: File) => {
      setError(null);
      change({ files: draft.files.filter((other) => other !== file) });
    },
    error,
    forgetError: () => setError(null),
    canAttach: Object.keys(limits).length > 0,
  };
}
