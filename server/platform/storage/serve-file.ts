import { Readable } from "node:stream";
import { runtime } from "../runtime.ts";
import type { FileMeta } from "./file-link.ts";
import { parseRange } from "./parse-range.ts";
import type { StoredFile } from "./storage.ts";

/**
 * Types that a browser may show in place. Everything else is a download: SVG and HTML could run scripts under our
 * address, and nobody knows what an unknown type can do.
 */
const shown = new Set([
  ...["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp"],
  ...["video/mp4", "video/webm", "video/ogg", "video/quicktime"],
  ...[
    "audio/mpeg",
    "audio/mp4",
    "audio/aac",
    "audio/ogg",
    "audio/opus",
    "audio/webm",
    "audio/wav",
    "audio/x-wav",
    "audio/amr",
    "audio/x-m4a",
  ],
  ...["text/plain", "application/pdf"],
]);

/** Content never changes under a key. Not by shared caches: some files are private to an account. */
const CACHE = "private, max-age=31536000, immutable";

/**
 * Answers a GET or HEAD for a stored file: ranges, 304 for what the caller has, download instead of display for
 * types that could do harm.
 */
export async function serveFile(request: Request, key: string, meta: FileMeta): Promise<Response> {
  const file = await runtime().storage.head(key);
  if (!file) return new Response(null, { status: 404 });
  const headers = baseHeaders(meta, file);
  if (isKnown(request, file)) return new Response(null, { status: 304, headers });
  const range = wantedRange(request, file);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("content-length", String(range ? range.end - range.start + 1 : file.size));
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${file.size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD" || file.size === 0) return new Response(null, { status, headers });
  const stream = await runtime().storage.get(key, range ?? undefined);
  if (!stream) return new Response(null, { status: 404 });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

function baseHeaders({ contentType, fileName }: FileMeta, file: StoredFile): Headers {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const isShown = shown.has(type);
  const served = !isShown ? "application/octet-stream" : type === "text/plain" ? "text/plain; charset=utf-8" : type;
  return new Headers({
    "content-type": served,
    "content-disposition": disposition(isShown ? "inline" : "attachment", fileName),
    "accept-ranges": "bytes",
    etag: file.etag,
    "cache-control": CACHE,
    "x-content-type-options": "nosniff",
    // A browser's PDF reader does not work in a sandbox; it runs no script under our address either.
    "content-security-policy":
      type === "application/pdf" ? "default-src 'none'; style-src 'unsafe-inline'" : "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  });
}

/** Both forms: old readers take the first, all others the second (RFC 6266). */
function disposition(kind: "inline" | "attachment", fileName: string | null): string {
  if (!fileName) return kind;
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}

function isKnown(request: Request, file: StoredFile): boolean {
  const known = request.headers.get("if-none-match");
  return (
    known !== null && (known === "*" || known.split(",").some((etag) => etag.trim().replace(/^W\//, "") === file.etag))
  );
}

/** `If-Range` with another state of the file means: then send me all of it. */
function wantedRange(request: Request, file: StoredFile) {
  const condition = request.headers.get("if-range");
  if (condition !== null && condition !== file.etag) return null;
  return parseRange(request.headers.get("range"), file.size);
}
