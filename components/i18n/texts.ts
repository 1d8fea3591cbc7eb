import { createTranslator } from "use-intl/core";
import type { Locale } from "./locales.ts";
import { allMessages, type Texts } from "./messages.ts";

/** Texts for the server: page titles, mails, the first paint. `texts("pt-BR")("ui.save")`. */
export function texts(locale: Locale) {
  return createTranslator<Texts>({ locale, messages: allMessages(locale) as Texts });
}
