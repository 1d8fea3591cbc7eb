import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Programs that came with the packages. */
export const binaries = path.join(root, "node_modules", ".bin");

/** What Node remembers of compiled sources: without it a third of a start is spent on compiling the same again. */
export const compiled = path.join(root, "node_modules", ".cache", "node");
