import { flushCompileCache } from "node:module";
import { writeViews } from "./domain/help-center/count-views.ts";
import { atPortalDomains } from "./domain/help-center/portal-domains.ts";
import { receiveWebhook } from "./domain/messages/receive-webhook.ts";
import { maxWebhookBytes } from "./domain/messages/webhook-limits.ts";
import { registry } from "./domain/registry.ts";
import { serveWidgetLook } from "./domain/visitors/widget-look.ts";
import { serveWidgetPage } from "./domain/visitors/widget-page.ts";
import { type Config, passToNextAuth } from "./platform/config.ts";
import { openDatabaseServer } from "./platform/database/open-database-server.ts";
import type { RawRoute } from "./platform/http/raw-routes.ts";
import { createHttpServer, type HttpServer } from "./platform/http/serve-http.ts";
import { startWorkers } from "./platform/jobs/start-workers.ts";
import { probes } from "./platform/probes/probes.ts";
import { startRealtime } from "./platform/realtime/start-realtime.ts";
import { runtime } from "./platform/runtime.ts";
import { startRuntime } from "./platform/start-runtime.ts";
import { preparePages } from "./prepare-pages.ts";

/** For running requests and jobs; more than the longest call of a provider that is worth waiting for. */
const PATIENCE_MS = 10_000;

/** Providers post here. Before Next, whose own cost per request is larger than ours. */
const webhooks: RawRoute = {
  operation: "webhooks.receive",
  method: "POST",
  path: "/webhooks/",
  maxBytes: maxWebhookBytes,
  handle: receiveWebhook,
};

/** Framed by websites; too small a page to load a framework for. */
const widgetPage: RawRoute = {
  operation: "widget.page",
  method: "GET",
  path: "/widget",
  maxBytes: 0,
  handle: serveWidgetPage,
};

/** Asked by every page that has the chat. */
const widgetLook: RawRoute = {
  operation: "widget.look",
  method: "GET",
  path: "/widget/look",
  maxBytes: 0,
  handle: serveWidgetLook,
};

export interface ServerMode {
  /** Pages are compiled when asked for and reload in the browser. */
  development: boolean;
  /** The database is filled with an account to try. */
  demo: boolean;
}

/**
 * Boots this process as its role says: database, migrations, pages, sockets, workers. Prints `Ready on <url>` once
 * `/health` answers.
 *
 * @returns `stop`: accepts nothing new, closes sockets, lets requests and jobs finish for ten seconds, stops the database
 *   if it is ours
 * @throws ConfigError, AlreadyRunningError; what was started until then is stopped again
 */
export async function startServer(config: Config, mode: ServerMode): Promise<{ stop(): Promise<void> }> {
  const started = new AsyncDisposableStack();
  try {
    await boot(config, mode, started);
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
  return {
    async stop() {
      runtime().log.info("stopping");
      await started.disposeAsync();
    },
  };
}

async function boot(config: Config, mode: ServerMode, started: AsyncDisposableStack): Promise<void> {
  const database = await openDatabaseServer(config);
  started.defer(() => database.stop());
  const { close } = startRuntime(config, { databaseUrl: database.url, connections: 20 });
  started.defer(close);
  started.defer(writeViews);
  passToNextAuth(config);
  const http = createHttpServer();
  await serveAll(http, config, { mode, started });
  await waitForHealth(config);
  const demo = mode.demo ? await (await import("./demo/start-demo.ts")).startDemo() : null;
  if (demo) started.defer(() => demo.stop());
  console.log(`Ready on ${config.appUrl}`);
  // Also a process that is killed later leaves the next start something.
  flushCompileCache();
  if (demo) console.log(demo.text);
}

async function serveAll(
  http: HttpServer,
  config: Config,
  { mode, started }: { mode: ServerMode; started: AsyncDisposableStack },
): Promise<void> {
  const isWeb = config.role !== "worker";
  const pages = isWeb ? await preparePages(config, http.server, mode.development) : null;
  if (pages) started.defer(() => pages.close());
  http.serve(isWeb ? [webhooks, widgetPage, widgetLook, ...probes] : probes, pages && atPortalDomains(pages.handle));
  const realtime = await startRealtime({ httpServer: http.server, registry });
  started.defer(() => realtime.close());
  await http.listen(config.port, config.host);
  const workers = config.role === "web" ? null : await startWorkers(registry);
  started.defer(async () => {
    http.stopAccepting();
    await realtime.disconnect();
    await Promise.all([http.drain(PATIENCE_MS), workers?.stop()]);
  });
}

async function waitForHealth({ host, port }: Config): Promise<void> {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  const response = await fetch(`http://${address}:${port}/health`, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`/health answered ${response.status}`);
  await response.body?.cancel();
}
