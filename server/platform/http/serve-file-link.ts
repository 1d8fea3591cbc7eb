import { verifyFileLink } from "../storage/file-link.ts";
import { serveFile } from "../storage/serve-file.ts";

/** Answers `/files/<token>/<name>`, the addresses that `fileLink` makes. The name is only for the eye. */
export async function serveFileLink(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const file = verifyFileLink((await params).token);
  return file ? serveFile(request, file.key, file) : new Response(null, { status: 404 });
}
