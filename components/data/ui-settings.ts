import { type Locale, matchLocale } from "../i18n/locales.ts";

export type Theme = "light" | "dark" | "system";
export type Density = "comfortable" | "compact";
/** What Enter does in the composer; the names are those other clients of the contract store. */
export type SendKey = "enter" | "cmd_enter";

/** The preferences of a person that we read from `ui_settings`. Other clients keep their own keys beside them. */
export interface UiSettings {
  locale: Locale | null;
  theme: Theme;
  density: Density;
  sendKey: SendKey;
  /** Single letters are shortcuts outside of text fields. */
  letterKeys: boolean;
  /** IANA name; null: as the account. */
  timeZone: string | null;
}

/** Reads the free record of a profile; what is missing or nonsense gets its usual value. */
export function readUiSettings(record: Readonly<Record<string, unknown>>): UiSettings {
  const text = (key: string) => (typeof record[key] === "string" ? (record[key] as string) : null);
  return {
    locale: matchLocale(text("locale")),
    theme: oneOf(text("theme"), ["light", "dark", "system"], "system"),
    density: oneOf(text("density"), ["comfortable", "compact"], "comfortable"),
    sendKey: oneOf(text("editor_message_key"), ["enter", "cmd_enter"], "enter"),
    letterKeys: record.letter_shortcuts !== false,
    timeZone: knownZone(text("timezone")),
  };
}

/** The keys of `ui_settings` for some of the preferences, to be merged into the record. */
export function writeUiSettings(settings: Partial<UiSettings>): Record<string, unknown> {
  const { locale, theme, density, sendKey, letterKeys, timeZone } = settings;
  return {
    ...(locale !== undefined && { locale }),
    ...(theme !== undefined && { theme }),
    ...(density !== undefined && { density }),
    ...(sendKey !== undefined && { editor_message_key: sendKey }),
    ...(letterKeys !== undefined && { letter_shortcuts: letterKeys }),
    ...(timeZone !== undefined && { timezone: timeZone }),
  };
}

function oneOf<Value extends string>(text: string | null, values: readonly Value[], otherwise: Value): Value {
  return values.find((value) => value === text) ?? otherwise;
}

function knownZone(name: string | null): string | null {
  if (!name) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
