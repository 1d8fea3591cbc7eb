import { cookies, headers } from "next/headers";
import { acceptedLocale, LOCALE_COOKIE, type Locale, matchLocale } from "#components/i18n/locales.ts";

/** The language of this request: as chosen in this browser, else as the browser prefers, else English. */
export async function requestLocale(): Promise<Locale> {
  const chosen = matchLocale((await cookies()).get(LOCALE_COOKIE)?.value);
  return chosen ?? acceptedLocale((await headers()).get("accept-language")) ?? "en";
}
