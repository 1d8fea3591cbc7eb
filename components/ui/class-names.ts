type ClassName = string | false | null | undefined;

/** Joins class names, leaving out what is not set. Later ones do not override earlier ones: pass layout only. */
export function classNames(...names: ClassName[]): string {
  return names.filter(Boolean).join(" ");
}
