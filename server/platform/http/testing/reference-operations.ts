import { existsSync } from "node:fs";
import path from "node:path";
import nextConfig from "../../../../next.config.ts";
import type { RouteHandler } from "../endpoint.ts";
import { findRoutes } from "./find-routes.ts";
import { reference } from "./reference-check.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const verbs = ["get", "post", "put", "patch", "delete"];

type Json = Record<string, unknown>;

export interface ReferenceOperation {
  /** `GET /api/v1/profile`. */
  name: string;
  method: string;
  path: string;
  /** What the file says about it. */
  entry: Json;
  /** Null: nobody answers there, or a page does. */
  handler: RouteHandler | null;
}

/** Addresses that answer with a page for people. */
export const pages: Record<string, string> = {
  "GET /survey/responses/{conversation_uuid}": "app/survey/responses/[uuid]/page.tsx",
};

/** Every operation of the published OpenAPI file, with the route that serves it. */
export async function referenceOperations(): Promise<ReferenceOperation[]> {
  const routes = await findRoutes();
  const rewrites = await rewrittenPaths();
  return Object.entries(reference.paths).flatMap(([known, entries]) =>
    Object.entries(entries)
      .filter(([verb]) => verbs.includes(verb))
      .map(([verb, entry]) => {
        const method = verb.toUpperCase();
        const target = rewrites.get(shapeOf(known)) ?? shapeOf(known);
        const route = routes.find((candidate) => candidate.verb === method && shapeOf(candidate.path) === target);
        return { name: `${method} ${known}`, method, path: known, entry, handler: route?.handler ?? null };
      }),
  );
}

/** Is the page of an address there? */
export const isPage = (name: string): boolean => {
  const file = pages[name];
  return file !== undefined && existsSync(path.join(root, file));
};

/** Further spellings of addresses, as the server rewrites them. */
async function rewrittenPaths(): Promise<Map<string, string>> {
  const rewrites = await nextConfig.rewrites?.();
  const rules = Array.isArray(rewrites) ? rewrites : (rewrites?.afterFiles ?? []);
  return new Map(rules.map(({ source, destination }) => [shapeOf(braces(source)), shapeOf(braces(destination))]));
}

const braces = (source: string): string => source.replace(/:(\w+)/g, "{$1}");

const shapeOf = (url: string): string => url.replace(/\{\w+\}/g, "{}").replace(/\/$/, "");
