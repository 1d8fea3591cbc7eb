import { spawn } from "node:child_process";
import path from "node:path";
import { findNode, outsidePackages } from "./find-node.mjs";
import { binaries, root } from "./paths.mjs";

/** @param {string} sentence progress for people; stdout belongs to the program that is started */
export const say = (sentence) => console.error(sentence);

/**
 * The environment of a program of ours: its `node` is the product's.
 *
 * @param {Record<string, string | undefined>} [variables]
 */
export function environment(variables = {}) {
  const folders = [binaries, path.dirname(findNode()), ...outsidePackages()];
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...variables, PATH: folders.join(path.delimiter) };
}

/**
 * Runs a program to its end, in the checkout.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} exit code; 1 when a signal ended it
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program of ours that stays, with the product's Node: signals are handed on, its exit code becomes ours, and it
 * is told to stop when we, or the npm that runs us, die without a word.
 *
 * @param {string[]} args
 * @param {Record<string, string | undefined>} variables
 * @returns {Promise<never>}
 */
export function become(args, variables) {
  // The server stops when this channel closes.
  const stdio = /** @type {const} */ (["inherit", "inherit", "inherit", "ipc"]);
  const child = spawn(findNode(), args, { cwd: root, env: environment(variables), stdio: [...stdio] });
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
  }
  stopWithNpm(() => child.kill("SIGTERM"));
  return new Promise((_, reject) => {
    child.once("error", reject);
    child.once("close", (code) => process.exit(code ?? 1));
  });
}

/** @param {() => void} stop */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 300);
  timer.unref();
}
