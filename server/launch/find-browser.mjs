import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { findNode, machinesOwn } from "./find-node.mjs";
import { root } from "./paths.mjs";
import { environment, run, say } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium that browser tests drive: `CHROMIUM_PATH`, the machine's, or one that is installed now: by the system's
 * package manager where we may, else by Playwright into the home folder.
 *
 * @returns {Promise<string | undefined>} its path; undefined: Playwright knows its own
 */
export async function ensureBrowser() {
  const known = findBrowser();
  if (known || playwrightHasOne()) return known;
  say("Installing a browser for the tests …");
  if (process.getuid?.() === 0 && machinesOwn("apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const quiet = { env, stdio: /** @type {["ignore", "ignore", "inherit"]} */ (["ignore", "ignore", "inherit"]) };
    await run("apt-get", ["update", "-qq"], quiet);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet);
    if (findBrowser()) return findBrowser();
  }
  const code = await run(findNode(), [playwright(), "install", "chromium"], { env: environment() });
  if (code !== 0) throw new Error("No browser could be installed: install Chromium and name it in CHROMIUM_PATH.");
  return undefined;
}

function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && existsSync(given)) return given;
  return names.map((name) => machinesOwn(name)).find(Boolean);
}

function playwrightHasOne() {
  const program = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const { stdout } = spawnSync(findNode(), ["-e", program], { cwd: root, encoding: "utf8" });
  return stdout !== "" && existsSync(stdout);
}

const playwright = () => path.join(root, "node_modules", "@playwright", "test", "cli.js");
