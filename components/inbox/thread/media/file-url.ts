const urls = new WeakMap<File, string>();
/** The address dies with its file. */
const forget = new FinalizationRegistry<string>((url) => URL.revokeObjectURL(url));

/** An address under which the page can show a file that was chosen here; the same one each time. */
export function fileUrl(file: File): string {
  const known = urls.get(file);
  if (known) return known;
  const url = URL.createObjectURL(file);
  urls.set(file, url);
  forget.register(file, url);
  return url;
}
