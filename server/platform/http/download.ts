/** A text that browsers save as a file. */
export interface Download {
  /** Without anything that would need escaping in a header. */
  fileName: string;
  text: string;
}

/** The answer of an operation that is declared `isCsv`. */
export function csvResponse(result: unknown, headers: Record<string, string>): Response {
  const { fileName, text } = result as Download;
  return new Response(text, {
    headers: {
      ...headers,
      "cache-control": "no-store",
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename=${fileName}`,
    },
  });
}
