import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { runtime } from "../platform/runtime.ts";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import type { Lab } from "./open-lab.ts";
import { postUntilKnown } from "./whole-ingest.ts";

const root = path.resolve(import.meta.dirname, "../..");
const BUBBLE = '[data-testid="bubble"]';

/** What a browser loads before an agent can read, and how long that takes. */
export const inboxPage: Scenario = {
  name: "page",
  title: "Inbox in the browser",
  async run(lab) {
    const server = await lab.startServer();
    const browser = await chromium.launch({
      ...(lab.options.browser && { executablePath: lab.options.browser }),
      // Chromium's sandbox does not work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    try {
      await postUntilKnown(lab, server);
      const cookies = await signIn(browser, lab);
      const address = await someConversation(lab);
      const cold: number[] = [];
      const warm: number[] = [];
      let loaded = new Map<string, number>();
      // The first one compiles and caches on the server.
      for (let round = -1; round < lab.options.rounds; round++) {
        const context = await browser.newContext({ storageState: cookies });
        const first = await open(context, address);
        if (round >= 0) cold.push(first.shownMs);
        if (round >= 0) warm.push((await open(context, address)).shownMs);
        loaded = first.scripts;
        await context.close();
      }
      return findings({ cold, warm, page: await scriptsOfPage(browser, cookies, address), loaded });
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

interface Measured {
  cold: number[];
  warm: number[];
  /** Compressed kilobytes by path. */
  page: Map<string, number>;
  loaded: Map<string, number>;
}

function findings({ cold, warm, page, loaded }: Measured): Finding[] {
  const floor = sum(
    frameworkScripts().map((file) => compressedKilobytes(readFileSync(path.join(root, ".next", file)))),
  );
  return [
    told("the framework's own scripts, gzip", "kB", [floor]),
    atMost("scripts of the inbox above that, gzip", "kB", [sum([...page.values()]) - floor], 200),
    told("everything loaded until nothing more comes, above that", "kB", [sum([...loaded.values()]) - floor]),
    told("opened → first message shown, empty cache", "ms", cold),
    told("opened → first message shown, again", "ms", warm),
  ];
}

async function signIn(browser: Browser, { agent, options }: Lab) {
  const context = await browser.newContext({ baseURL: `http://localhost:${options.port}` });
  const page = await context.newPage();
  await page.goto("/app/login");
  await page.locator('input[name="email"]').fill(agent.email);
  await page.locator('input[name="password"]').fill(agent.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL(/\/app\/accounts\/\d+/);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function someConversation({ accountId, options }: Lab): Promise<string> {
  const [row] = await runtime().sql<{ id: number }[]>`
    select display_id as id from conversations where account_id = ${accountId} order by last_activity_at desc limit 1`;
  return `http://localhost:${options.port}/app/accounts/${accountId}/conversations/${row?.id}`;
}

async function open(
  context: BrowserContext,
  address: string,
): Promise<{ shownMs: number; scripts: Map<string, number> }> {
  const page = await context.newPage();
  const scripts = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    const url = new URL(response.url());
    if (!url.pathname.endsWith(".js") || response.status() !== 200) return;
    reading.push(response.body().then((body) => void scripts.set(url.pathname, compressedKilobytes(body))));
  });
  await page.addInitScript(watchFor, BUBBLE);
  await page.goto(address);
  const shown = await page.waitForFunction(() => (globalThis as { shownAt?: number }).shownAt);
  const shownMs = Number(await shown.jsonValue());
  await page.waitForLoadState("networkidle");
  await Promise.all(reading);
  await page.close();
  return { shownMs, scripts };
}

/** Runs in the page: notes when the first match was painted, in milliseconds since the address was opened. */
function watchFor(selector: string): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        (globalThis as { shownAt?: number }).shownAt = performance.now();
      }),
    );
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** The scripts that the document itself names; browsers that need no polyfills leave out `nomodule`. */
async function scriptsOfPage(
  browser: Browser,
  storageState: Awaited<ReturnType<typeof signIn>>,
  address: string,
): Promise<Map<string, number>> {
  const context = await browser.newContext({ storageState });
  const page: Page = await context.newPage();
  try {
    const html = (await (await page.request.get(address)).text()).replaceAll(/<script[^>]*nomodule[^>]*>/gi, "");
    const paths = new Set([...html.matchAll(/(?:src|href)="(\/_next\/[^"]+\.js)"/g)].map(([, file]) => file as string));
    const sizes = new Map<string, number>();
    for (const file of paths) {
      sizes.set(file, compressedKilobytes(await (await page.request.get(new URL(file, address).href)).body()));
    }
    return sizes;
  } finally {
    await context.close();
  }
}

/** What Next loads for any page. */
function frameworkScripts(): string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, ".next/build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  return manifest.rootMainFiles;
}

const compressedKilobytes = (body: Buffer): number => gzipSync(body).byteLength / 1000;

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
