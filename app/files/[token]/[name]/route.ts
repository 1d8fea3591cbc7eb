import { serveFileLink } from "#server/platform/http/serve-file-link.ts";

export const GET = serveFileLink;
export const HEAD = serveFileLink;
