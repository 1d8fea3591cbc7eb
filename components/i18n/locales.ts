/** Languages the product speaks. The first is what is shown when nothing fits. */
export const locales = ["en", "pt-BR"] as const;

export type Locale = (typeof locales)[number];

/** Names of the languages in themselves, for choosers. */
export const localeNames: Record<Locale, string> = { en: "English", "pt-BR": "Português (Brasil)" };

/** Cookie that keeps the choice of somebody who is not signed in. */
export const LOCALE_COOKIE = "parley_locale";

/** The language for a wish such as `pt`, `pt_PT` or `en-GB`; null when we do not speak it. */
export function matchLocale(wish: string | null | undefined): Locale | null {
  const [language] = (wish ?? "").trim().toLowerCase().split(/[-_]/);
  return locales.find((locale) => locale.toLowerCase().split("-")[0] === language) ?? null;
}

/** The first language of an `Accept-Language` header that we speak, by its order of preference. */
export function acceptedLocale(header: string | null | undefined): Locale | null {
  const wishes = (header ?? "").split(",").map((part) => {
    const [tag, quality] = part.split(";q=");
    return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
  wishes.sort((a, b) => b.quality - a.quality);
  for (const wish of wishes) {
    const locale = wish.quality > 0 ? matchLocale(wish.tag) : null;
    if (locale) return locale;
  }
  return null;
}
