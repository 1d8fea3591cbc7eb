// node server/launch/complete-lock.mjs [--check]
//
// A registry that lacks some platforms makes `npm install` drop their optional packages from the lock file without a word,
// and `npm ci` then refuses the file on every other platform. This names what is missing (--check), or adds it: without a
// checksum, which npm allows, so run it only where the full registry cannot be reached.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

const file = path.join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));

/** @type {{ name: string, version: string, parent: Record<string, unknown> }[]} */
const missing = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries({ ...entry.dependencies, ...entry.optionalDependencies })) {
    if (!isLocked(place, name)) missing.push({ name, version, parent: entry });
  }
}

if (process.argv.includes("--check")) {
  for (const { name, version } of missing) console.error(`package-lock.json lacks ${name}@${version}`);
  if (missing.length > 0) console.error("Complete it: node server/launch/complete-lock.mjs");
  process.exit(missing.length > 0 ? 1 : 0);
}

for (const { name, version, parent } of missing) {
  if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) throw new Error(`${name}@${version} is no exact version: install it.`);
  const flags = { ...(parent.dev === true && { dev: true }), optional: true };
  lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...flags };
}
const sorted = Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, "en"));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.error(`${missing.length} packages were added to package-lock.json`);

/**
 * Looks where Node would: in the package's own folder, then outwards.
 *
 * @param {string} place
 * @param {string} name
 */
function isLocked(place, name) {
  for (let folder = place; ; ) {
    if (lock.packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === "") return false;
    const end = folder.lastIndexOf("node_modules/");
    folder = folder.slice(0, Math.max(0, end - 1));
  }
}

/**
 * Packages for one platform say which in their name: `…-linux-arm64-musl`.
 *
 * @param {string} name
 */
function platformOf(name) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  /** @param {Record<string, string>} known */
  const find = (known) => words.map((word) => known[word]).find((value) => value !== undefined);
  const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
  const os = find(Object.fromEntries(systems.map((system) => [system, system])));
  const cpu = find({
    arm: "arm",
    arm64: "arm64",
    ia32: "ia32",
    ppc64: "ppc64",
    riscv64: "riscv64",
    s390x: "s390x",
    x64: "x64",
    wasm32: "wasm32",
  });
  if (!cpu) throw new Error(`${name} does not say which platform it is for: install it where the registry has it.`);
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : os === "linux" ? "glibc" : undefined;
  return { cpu: [cpu], ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}
