import path from "node:path";
import { checkArchitecture } from "./architecture.ts";
import { checkWriters } from "./one-writer.ts";
import { checkProviderNames } from "./providers-at-home.ts";

const root = path.resolve(import.meta.dirname, "../..");
const faults = [...(await checkArchitecture(root)), ...checkWriters(root), ...checkProviderNames(root)];
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
