import { readdirSync } from "node:fs";
import path from "node:path";

const FOLDERS = ["app", "components", "server", "db", "e2e"];
/** Served to browsers as they are, or data. */
const NOT_OURS = /(\/fixtures\/|\/page\/[^/]+\.js$)/;

/** Every TypeScript and JavaScript file of ours, relative to `root`, with forward slashes. */
export function sourceFiles(root: string): string[] {
  return FOLDERS.flatMap((folder) => filesIn(root, folder)).filter(
    (file) => /\.(tsx?|mjs|cjs)$/.test(file) && !NOT_OURS.test(file),
  );
}

function filesIn(root: string, folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const place = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, place) : [place];
  });
}
