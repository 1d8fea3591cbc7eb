import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { binaries } from "./paths.mjs";

const NEEDED = 24;

/** @type {string | undefined} asking a Node for its version takes as long as starting it */
let found;

/**
 * The Node that runs the product: the one installed with the packages, else the machine's own when it is new enough.
 *
 * @returns {string} absolute path
 */
export function findNode() {
  found ??= searchNode();
  return found;
}

function searchNode() {
  const installed = path.join(binaries, "node");
  for (const candidate of [installed, process.execPath, machinesOwn("node")]) {
    if (candidate && existsSync(candidate) && majorOf(candidate) >= NEEDED) return candidate;
  }
  throw new Error(
    `There is no Node ${NEEDED} package for ${process.platform}-${process.arch}, and this is Node ${process.versions.node}. ` +
      `Install Node ${NEEDED} from https://nodejs.org and start again.`,
  );
}

/**
 * A program of the machine, not of our packages: `npm ci` removes those while it runs.
 *
 * @param {string} name
 * @returns {string | undefined} absolute path
 */
export function machinesOwn(name) {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return outsidePackages()
    .map((folder) => path.join(folder, file))
    .find((candidate) => existsSync(candidate));
}

/** @returns {string[]} folders of PATH that `npm` did not put there for us */
export function outsidePackages() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.filter((folder) => folder !== "" && !folder.includes(`node_modules${path.sep}.bin`));
}

/** @param {string} node */
function majorOf(node) {
  if (node === process.execPath) return Number(process.versions.node.split(".")[0]);
  const { stdout, status } = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" });
  return status === 0 ? Number(stdout.split(".")[0]) : 0;
}
