import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Programs that came with the packages. */
export const binaries = path.join(root, "node_modules", ".bin");
