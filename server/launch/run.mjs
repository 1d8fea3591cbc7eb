import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findNode, outsidePackages } from "./find-node.mjs";
import { binaries, compiled, root } from "./paths.mjs";

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
 * Runs a program to its end, in the checkout. What it says is shown only when it fails.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} exit code; 1 when a signal ended it
 */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, ...options, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const said = [];
    child.stdout?.on("data", (part) => said.push(part));
    child.stderr?.on("data", (part) => said.push(part));
    // Who gives up meanwhile shall not leave it working behind their back.
    const signals = /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"]);
    const stop = () => child.kill("SIGTERM");
    for (const signal of signals) process.once(signal, stop);
    child.once("error", reject);
    child.once("close", (code) => {
      for (const signal of signals) process.off(signal, stop);
      if (code !== 0) process.stderr.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
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
  const child = spawn(findNode(), args, {
    cwd: root,
    env: environment({ NODE_COMPILE_CACHE: compiled, ...variables }),
    stdio: [...stdio],
  });
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
  }
  stopWithNpm(() => child.kill("SIGTERM"));
  return new Promise((_, reject) => {
    child.once("error", reject);
    child.once("close", (code) => process.exit(code ?? 1));
  });
}

/**
 * npm runs a script through a shell, which lives on when somebody kills npm.
 *
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const born = npmOf(process.ppid);
  const timer = setInterval(() => {
    if (npmOf(process.ppid) === born) return;
    clearInterval(timer);
    stop();
  }, 300);
  timer.unref();
}

/**
 * @param {number} parent
 * @returns {number} process id of the npm behind the shell; where there is no /proc, of the shell
 */
function npmOf(parent) {
  const file = `/proc/${parent}/stat`;
  if (!existsSync(file)) return parent;
  // pid (name) state ppid …
  const [, name, rest] = /^\d+ \((.*)\) (.*)/s.exec(readFileSync(file, "utf8")) ?? [];
  return /^(ba|da|z)?sh$/.test(name ?? "") ? Number(rest?.split(" ")[1]) : parent;
}
