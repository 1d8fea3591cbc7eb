import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { copyEmojiNames } from "./copy-emoji-names.mjs";
import { findNode, machinesOwn, outsidePackages } from "./find-node.mjs";
import { root } from "./paths.mjs";
import { environment, runQuietly, say } from "./run.mjs";

const OLDEST = [20, 9];
const lock = path.join(root, "package-lock.json");
const installedLock = path.join(root, "node_modules", ".package-lock.json");
const installStamp = path.join(root, "node_modules", ".installed-from");
const buildStamp = path.join(root, ".next", "built-from");

/** What `next build` reads. Tests are not part of it. */
const sources = [
  "app",
  "components",
  "server",
  "db",
  "public",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  lock,
];

/** Installs the packages when there are none, or others than the lock file names. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Error(
      `Parley needs Node ${OLDEST.join(".")} or newer to set itself up; this is ${process.versions.node}.`,
    );
  }
  if (!isInstalled()) await install();
  copyEmojiNames();
  findNode();
}

/**
 * Builds the pages when the sources changed since the last build.
 *
 * @param {() => Promise<void>} [beforehand]  what would make the build useless; throws then
 */
export async function ensureBuilt(beforehand) {
  const state = hashOf(sources);
  if (existsSync(buildStamp) && readFileSync(buildStamp, "utf8") === state) return;
  refuseBesideServer();
  await beforehand?.();
  say("Building, which takes a minute or two …");
  // A failed build leaves nothing that could be served.
  rmSync(buildStamp, { force: true });
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const env = environment({ NODE_ENV: "production" });
  const code = await runQuietly(findNode(), [next, "build"], { env });
  if (code !== 0) throw new Error("The build failed.");
  writeFileSync(buildStamp, state);
}

function isInstalled() {
  if (!existsSync(installedLock)) return false;
  if (statSync(installedLock).mtimeMs >= statSync(lock).mtimeMs) return true;
  return existsSync(installStamp) && readFileSync(installStamp, "utf8") === hashOf([lock]);
}

async function install() {
  say("Installing packages, which takes about a minute …");
  const node = machinesOwn("node") ?? process.execPath;
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const env = { ...process.env, PATH: outsidePackages().join(path.delimiter) };
  const code = npm?.endsWith(".js")
    ? await runQuietly(node, [npm, ...args], { env })
    : await runQuietly("npm", args, { env, shell: process.platform === "win32" });
  if (code !== 0) throw new Error("The packages could not be installed.");
  writeFileSync(installStamp, hashOf([lock]));
}

/** A build under a running server would take its pages away. */
function refuseBesideServer() {
  const folder = path.resolve(root, process.env.DATA_DIR || ".data");
  const file = path.join(folder, "owner.pid");
  if (!existsSync(file)) return;
  const { pid, role } = JSON.parse(readFileSync(file, "utf8"));
  if (role === "admin" || !isServer(pid)) return;
  throw new Error(`Parley already runs in ${folder} (process ${pid}), from other sources. Stop it first.`);
}

/** @param {number} pid */
function isServer(pid) {
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync("/proc/self"))
    return existsSync(commandLine) && readFileSync(commandLine, "utf8").includes("server/index.ts");
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * @param {string[]} places files and folders
 * @returns {string} changes with any path or content
 */
function hashOf(places) {
  const hash = createHash("sha256");
  for (const file of places.flatMap((place) => filesIn(path.resolve(root, place)))) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesIn(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return /\.test\.tsx?$/.test(place) ? [] : [place];
  const names = readdirSync(place).sort();
  return names.flatMap((name) => filesIn(path.join(place, name)));
}
