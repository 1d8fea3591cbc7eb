import type { PortalConfig } from "#db/schema/help-center.ts";

export const defaultConfig: PortalConfig = { default_locale: "en", allowed_locales: ["en"], show_author: true };

/**
 * The stored settings with the given ones over them (contract, help center §2). The default locale is always one of the allowed: one that
 * is named joins them; where it is not named and not among them any more, the first takes its place.
 */
export function mergeConfig(stored: PortalConfig, given: Partial<PortalConfig> | null | undefined): PortalConfig {
  const merged = { ...stored, ...withoutUndefined(given ?? {}) };
  const allowed = [...new Set(merged.allowed_locales)];
  if (allowed.includes(merged.default_locale)) return { ...merged, allowed_locales: allowed };
  if (given?.default_locale) return { ...merged, allowed_locales: [merged.default_locale, ...allowed] };
  return { ...merged, allowed_locales: allowed, default_locale: allowed[0] ?? merged.default_locale };
}

const withoutUndefined = (given: Partial<PortalConfig>): Partial<PortalConfig> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
