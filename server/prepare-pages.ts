import type { Server } from "node:http";
import createNext from "next";
import type { Config } from "./platform/config.ts";
import type { PageHandler } from "./platform/http/serve-http.ts";

export interface Pages {
  handle: PageHandler;
  close(): Promise<void>;
}

/**
 * Next, ready to answer.
 *
 * @param development  compile on request and reload in the browser; else the build of `next build` is served
 */
export async function preparePages(config: Config, httpServer: Server, development: boolean): Promise<Pages> {
  const next = createNext({ dev: development, hostname: config.host, port: config.port, httpServer });
  await next.prepare();
  const handle = next.getRequestHandler();
  const ours = new URL(config.appUrl);
  return {
    handle(request, response) {
      // Next compares a form's origin with the host. Behind a proxy the host may be another, but not the public address.
      if (request.headers.origin === ours.origin) request.headers["x-forwarded-host"] = ours.host;
      return handle(request, response);
    },
    close: () => next.close(),
  };
}
