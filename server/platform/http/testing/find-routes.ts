import { globSync } from "node:fs";
import path from "node:path";
import type { RouteHandler } from "../endpoint.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Receivers with exact bytes, next-auth's own, and what answers for routes that are none do not speak the REST contract. */
const notRest = /^app\/(webhooks|api\/auth|api\/unknown)\//;

export interface FoundRoute {
  /** `app/api/v1/profile/route.ts GET`. */
  where: string;
  verb: string;
  /** As the folders say: `/api/v1/accounts/{account_id}`. */
  path: string;
  handler: RouteHandler;
}

/** Every handler of the REST API, as the tree has them; for tests. */
export async function findRoutes(): Promise<FoundRoute[]> {
  const files = globSync("app/**/route.ts", { cwd: root }).filter((file) => !notRest.test(file));
  const found = files.map(async (file) => {
    const module = (await import(path.join(root, file))) as Partial<Record<string, RouteHandler>>;
    const url = `/${path
      .dirname(file)
      .replace(/^app\//, "")
      .replace(/\[(\w+)\]/g, "{$1}")}`;
    return verbs.flatMap((verb) => {
      const handler = module[verb];
      return handler ? [{ where: `${file} ${verb}`, verb, path: url, handler }] : [];
    });
  });
  return (await Promise.all(found)).flat();
}
