import type { ISql } from "postgres";
import type { Actor, Role } from "./auth/actor.ts";
import type { Database } from "./database/database.ts";
import { runtime } from "./runtime.ts";

/** What every use case and query knows about its caller. Plain data but for `db`. */
export interface Context {
  actor: Actor;
  /** Short id, in every log line and every error sentence. */
  requestId: string;
  /** Language of activity lines and error texts: `en`, `pt-BR`. */
  locale: string;
  /** Where a request came from; missing for jobs and admin commands. */
  client?: {
    address: string;
    userAgent: string | null;
    /** What the browser likes best to be spoken to in: `pt`. */
    language?: string | null;
    /** What the widget of a website says who its visitor is. */
    visitorToken?: string | null;
  };
  /** The transaction this call runs in, when there is one. */
  db?: Database;
}

/** A call inside one account. Every query filters by `accountId`. */
export interface AccountContext extends Context {
  accountId: number;
  /** Null for bots, contacts and the system, whose rights the policies know. */
  role: Role | null;
}

/** The transaction of `ctx`, or the pool when it has none. */
export const database = (ctx: Context): Database => ctx.db ?? runtime().db;

/** Hand-written statements, in the transaction of `ctx` when it has one. Dates come back as text. */
export const statements = (ctx: Context): ISql => ("sql" in ctx ? (ctx.sql as ISql) : runtime().sql);

/** A context for work that nobody asked for: jobs, ingest, timers. */
export function systemContext(accountId: number, cause?: string): AccountContext {
  return { actor: { kind: "system", cause }, accountId, role: null, requestId: cause ?? "system", locale: "en" };
}
