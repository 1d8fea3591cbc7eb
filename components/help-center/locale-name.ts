/** `pt_BR` → `pt-BR`, as browsers spell languages. */
export const languageTag = (code: string): string => code.replaceAll("_", "-");

/** The name of a language in itself, for choosers; the code where nobody knows one. */
export function localeName(code: string): string {
  const tag = languageTag(code);
  const name = new Intl.DisplayNames([tag], { type: "language", fallback: "none" }).of(tag);
  return name ? name.charAt(0).toLocaleUpperCase(tag) + name.slice(1) : code;
}
