import { existsSync } from "node:fs";
import path from "node:path";
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

/** Every operation of the published OpenAPI file, with the route that serves it. */
export async function referenceOperations(): Promise<ReferenceOperation[]> {
  const routes = await findRoutes();
  return Object.entries(reference.paths).flatMap(([known, entries]) =>
    Object.entries(entries)
      .filter(([verb]) => verbs.includes(verb))
      .map(([verb, entry]) => {
        const method = verb.toUpperCase();
        const target = shapeOf(known);
        const route = routes.find((candidate) => candidate.verb === method && shapeOf(candidate.path) === target);
        return { name: `${method} ${known}`, method, path: known, entry, handler: route?.handler ?? null };
      }),
  );
}

/** Does the address answer with a page for people? */
export const isPage = (url: string): boolean =>
  existsSync(path.join(root, "app", url.replaceAll("{", "[").replaceAll("}", "]"), "page.tsx"));

const shapeOf = (url: string): string => url.replace(/\{\w+\}/g, "{}").replace(/\/$/, "");
