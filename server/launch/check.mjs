// npm run check: types, style, architecture, dead code, lock file.

import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { findNode } from "./find-node.mjs";
import { root } from "./paths.mjs";
import { environment, say } from "./run.mjs";
import { ensureInstalled } from "./set-up.mjs";

/** @param {...string} parts */
const packaged = (...parts) => path.join(root, "node_modules", ...parts);

/** What each is called when it fails, and how Node runs it. */
const steps = () => [
  { name: "types", args: [packaged("typescript", "bin", "tsc"), "--noEmit", "-p", "."] },
  { name: "style", args: [packaged("@biomejs", "biome", "bin", "biome"), "check", "--max-diagnostics=50"] },
  { name: "architecture", args: ["server/checks/index.ts"] },
  { name: "dead code", args: [packaged("knip", "bin", "knip.js"), "--no-progress"] },
  { name: "lock file", args: ["server/launch/complete-lock.mjs", "--check"] },
];

/**
 * Runs every step at once and shows what the failing ones said.
 *
 * @returns {Promise<string[]>} names of the steps that failed
 */
export async function check() {
  const results = await Promise.all(steps().map(async ({ name, args }) => ({ name, ...(await capture(args)) })));
  for (const { name, code, text, seconds } of results) {
    say(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${text}`);
  }
  return results.filter(({ code }) => code !== 0).map(({ name }) => name);
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number, text: string, seconds: string }>}
 */
function capture(args) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    const child = spawn(findNode(), args, {
      cwd: root,
      env: environment({ NODE_ENV: undefined }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    child.stdout.on("data", (part) => (text += part));
    child.stderr.on("data", (part) => (text += part));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({ code: code ?? 1, text, seconds: ((Date.now() - startedAt) / 1000).toFixed(1) }),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await ensureInstalled();
    const failed = await check();
    process.exit(failed.length > 0 ? 1 : 0);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
