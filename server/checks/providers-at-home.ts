import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "./source-files.ts";

/** Folders of server/channels that are no provider, and names that are ordinary words elsewhere. */
const NOT_TELLING = ["testing", "api", "website"];
/** The tests of a provider stand in its folder; others may need one to speak with. */
const MAY_NAME = /(^server\/channels\/|\.test\.tsx?$|\/testing\/|^e2e\/|^server\/(bench|checks|demo)\/)/;
const BY_KIND = /Channel::[A-Z]|\b(?:provider|channelType|channel_type|channel\.key)\b *[!=]==? *["']/;

/** A provider's name stands in its folder and in the registry: everybody else asks what the channel can do. */
export function checkProviderNames(root: string): string[] {
  const folders = readdirSync(path.join(root, "server/channels"), { withFileTypes: true });
  const providers = folders
    .filter((entry) => entry.isDirectory() && !NOT_TELLING.includes(entry.name))
    .map(({ name }) => name);
  if (providers.length === 0) return ["No provider was found in server/channels"];
  const named = new RegExp(`\\b(?:${providers.join("|")})`, "i");
  return sourceFiles(root)
    .filter((file) => !MAY_NAME.test(file))
    .flatMap((file) => findLines(path.join(root, file), named).map((line) => `${file}:${line} names a provider`));
}

function findLines(file: string, named: RegExp): number[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => (named.test(line) || BY_KIND.test(line) ? [index + 1] : []));
}
