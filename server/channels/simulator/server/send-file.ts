import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { refusal, sendAnswer } from "./answer.ts";
import type { SimulatorState } from "./simulator-state.ts";

/** A file that was sent by either side. */
export function sendMedia(response: ServerResponse, state: SimulatorState, id: string): void {
  const media = state.media.get(id);
  if (!media) {
    sendAnswer(response, refusal(404, "No such file"));
    return;
  }
  // Whatever was uploaded is never run as part of the page.
  response.writeHead(200, {
    "content-type": media.contentType,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox",
  });
  response.end(media.bytes);
}

const pageFiles: Record<string, { file: string; type: string }> = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
  "/bubble.js": { file: "bubble.js", type: "text/javascript; charset=utf-8" },
  "/compose.js": { file: "compose.js", type: "text/javascript; charset=utf-8" },
  "/panels.js": { file: "panels.js", type: "text/javascript; charset=utf-8" },
  "/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
};

/** A part of the page on which customers are played. */
export async function sendPage(response: ServerResponse, pathname: string): Promise<void> {
  const page = Object.hasOwn(pageFiles, pathname) ? pageFiles[pathname] : undefined;
  if (!page) {
    sendAnswer(response, refusal(404, "There is nothing here"));
    return;
  }
  const bytes = await readFile(new URL(`./page/${page.file}`, import.meta.url));
  response.writeHead(200, { "content-type": page.type, "cache-control": "no-store" });
  response.end(bytes);
}
