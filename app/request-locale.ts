import { cookies, headers } from "next/headers";
import { acceptedLocale, LOCALE_COOKIE, type Locale, matchLocale } from "#components/i18n/locales.ts";
import { publicPage } from "./public-page.ts";

/** The language of this request: of the help-center page it asks for; as chosen in this browser, else as the browser prefers, else English. */
export async function requestLocale(): Promise<Locale> {
  const page = matchLocale((await publicPage())?.language);
  if (page) return page;
  const chosen = matchLocale((await cookies()).get(LOCALE_COOKIE)?.value);
  return chosen ?? acceptedLocale((await headers()).get("accept-language")) ?? "en";
}
