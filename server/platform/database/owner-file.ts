import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Who runs the embedded database of a data folder. */
export interface Owner {
  pid: number;
  role: string;
  /** Tells the process from a later one that got the same pid. */
  startedAt: string;
}

/**
 * Makes this process the owner of `dataDir`, unless a living one is.
 *
 * @returns null when we own it now, else who does
 */
export async function claimOwnership(dataDir: string, role: string): Promise<Owner | null> {
  const file = ownerFile(dataDir);
  const mine = JSON.stringify({ pid: process.pid, role, startedAt: startOf(process.pid) ?? "" });
  for (let attempt = 0; attempt < 100; attempt++) {
    const held = readText(file);
    if (held === null) {
      if (!createExclusively(file, mine)) continue;
      await new Promise((resolve) => setTimeout(resolve, attempt === 0 ? 0 : 100));
      if (readText(file) === mine) return null;
      continue;
    }
    const owner = parseOwner(held);
    if (owner && owner.pid !== process.pid && startOf(owner.pid) === owner.startedAt) return owner;
    moveAside(file, held);
  }
  throw new Error(`${file} changes all the time; remove it when nothing runs in this folder.`);
}

/** Lets the next one in. Call after the database has stopped. */
export function releaseOwnership(dataDir: string): void {
  const file = ownerFile(dataDir);
  const held = readText(file);
  if (held !== null && parseOwner(held)?.pid === process.pid) rmSync(file, { force: true });
}

/** When a process started, in the words of its system; null when it is gone (or a zombie). */
export function startOf(pid: number): string | null {
  if (process.platform === "linux") return startOnLinux(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return null;
  }
  if (process.platform === "win32") return "alive";
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

const ownerFile = (dataDir: string): string => path.join(dataDir, "owner.pid");

function startOnLinux(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  return `${readText("/proc/sys/kernel/random/boot_id")?.trim()}/${rest[18]}`;
}

/** Two may find the same dead owner. The one whose move took a fresh file instead of the dead one puts it back. */
function moveAside(file: string, dead: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = readText(aside);
  if (moved !== null && moved !== dead) createExclusively(file, moved);
  rmSync(aside, { force: true });
}

/** Linked when complete: nobody ever reads half a file. */
function createExclusively(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}

function parseOwner(text: string): Owner | null {
  try {
    const { pid, role, startedAt } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid !== "number" || typeof role !== "string" || typeof startedAt !== "string") return null;
    return { pid, role, startedAt };
  } catch {
    return null;
  }
}
