import { headers } from "next/headers";
import { cache } from "react";
import { pageLanguage } from "#server/domain/help-center/page-language.ts";

export interface PublicPage {
  /** As browsers spell languages: `pt-BR`. */
  language: string;
  /** Asked for in the address. */
  theme: "light" | "dark" | null;
  /** Where its help center begins. */
  home: string;
}

/** What the document itself has to know of a help-center page; null on all others. Asked once per request. */
export const publicPage = cache(async (): Promise<PublicPage | null> => {
  // Written by the server alone.
  const address = (await headers()).get("x-page-path");
  if (!address) return null;
  const { pathname, searchParams } = new URL(address, "http://localhost");
  const locale = await pageLanguage({ actor: { kind: "nobody" }, requestId: "page", locale: "en" }, pathname);
  if (locale === null) return null;
  const theme = searchParams.get("theme");
  return {
    language: locale.replaceAll("_", "-"),
    theme: theme === "light" || theme === "dark" ? theme : null,
    home: `/hc/${pathname.split("/")[2]}/${locale}`,
  };
});

/** Languages that are written from right to left. */
const rightToLeft = new Set(["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

export const directionOf = (language: string): "ltr" | "rtl" =>
  rightToLeft.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
