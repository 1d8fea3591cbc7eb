import { readFileSync } from "node:fs";
import path from "node:path";
import type { IModule } from "dependency-cruiser";

/** A job names the use case it runs, and that may enqueue the job again: nothing is called while the files load. */
const JOBS = /^server\/domain\/[^/]+\/jobs\.ts$/;

/**
 * Files that need each other at run time. Imports of types alone do not count: they are gone by then.
 *
 * @returns each cycle once, as the files in it, the first one again at the end
 */
export function findCycles(root: string, modules: IModule[]): string[][] {
  const graph = new Map(modules.map((module) => [module.source, runtimeImports(root, module)]));
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: string[]) => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}

function runtimeImports(root: string, { source, dependencies }: IModule): string[] {
  const local = dependencies.filter(
    ({ resolved }) => !resolved.includes("node_modules") && !resolved.startsWith("node:"),
  );
  if (local.length === 0 || JOBS.test(source)) return [];
  const text = readFileSync(path.join(root, source), "utf8");
  return local.filter(({ module }) => !isTypeOnly(text, module)).map(({ resolved }) => resolved);
}

/** The parser at hand does not tell: `import type …`, `export type …`, `import { type A, type B } …`. */
function isTypeOnly(text: string, module: string): boolean {
  const escaped = module.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const statements = [
    ...text.matchAll(new RegExp(`^(?:import|export)\\b([^;"']*?)\\bfrom\\s*["']${escaped}["']`, "gm")),
  ];
  return statements.length > 0 && statements.every(([, clause]) => isTypeClause(clause ?? ""));
}

function isTypeClause(clause: string): boolean {
  if (/^\s*type\s+[{*\w]/.test(clause)) return true;
  const names = /^\s*\{([\s\S]*)\}\s*$/.exec(clause)?.[1];
  return names?.split(",").every((name) => name.trim() === "" || /^type\s/.test(name.trim())) ?? false;
}
