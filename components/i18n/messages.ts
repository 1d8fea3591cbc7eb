import { en } from "./en.ts";
import type { Locale } from "./locales.ts";
import { ptBR } from "./pt-br.ts";
import type { Translation } from "./translation.ts";

export type Texts = typeof en;

/** Part of the texts that one screen needs, named by its first key. */
export type Area = keyof Texts;

/** Texts of some areas, as they travel to the browser. */
export type Messages = Partial<Translation<Texts>>;

const byLocale: Record<Locale, Translation<Texts>> = { en, "pt-BR": ptBR };

/** All texts of a language. For the server only: in the browser every text of every screen would be loaded. */
export function allMessages(locale: Locale): Translation<Texts> {
  return byLocale[locale];
}

/** The texts of the named areas. */
export function messagesOf(locale: Locale, areas: readonly Area[]): Messages {
  const all = byLocale[locale];
  return Object.fromEntries(areas.map((area) => [area, all[area]]));
}
