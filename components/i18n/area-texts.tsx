import type { ReactNode } from "react";
import type { Locale } from "./locales.ts";
import { type Area, messagesOf } from "./messages.ts";
import { TextsProvider } from "./texts-provider.tsx";

/** Sends the texts of some areas along with a page. For server components: `<AreaTexts locale={…} areas={["profile"]}>`. */
export function AreaTexts({
  locale,
  areas,
  children,
}: {
  locale: Locale;
  areas: readonly Area[];
  children: ReactNode;
}) {
  return <TextsProvider messages={messagesOf(locale, areas)}>{children}</TextsProvider>;
}
