"use client";

import { useTexts } from "../i18n/use-texts.ts";
import { copyText } from "./copy-text.ts";
import { toast } from "./toast.tsx";

/**
 * A function that puts a text on the clipboard and tells what became of it.
 *
 * @returns of the function: whether the text is there. With `said`, a toast says so; that it could not be copied is said always.
 */
export function useCopy(): (text: string, said?: string) => Promise<boolean> {
  const t = useTexts("ui");
  return async (text, said) => {
    const isCopied = await copyText(text);
    if (!isCopied) await toast(t("copyFailed"), { tone: "danger" });
    else if (said) await toast(said);
    return isCopied;
  };
}
