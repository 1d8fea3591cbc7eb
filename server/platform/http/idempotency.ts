import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys } from "#db/schema/platform.ts";
import { AppError, invalid } from "../app-error.ts";
import { actorKey } from "../auth/actor.ts";
import type { Context } from "../context.ts";
import type { Operation } from "../contract/operation.ts";
import { type Tx, transaction } from "../database/transaction.ts";
import { decrypt, encrypt } from "../secrets.ts";
import type { Rendered } from "./render.ts";

/** One write that carried an `Idempotency-Key`. */
export interface KeyedRequest {
  key: string;
  operation: Operation;
  /** The checked input: the same request in another boundary or key order is the same request. */
  input: unknown;
}

/**
 * Runs `work` at most once per caller and key, and answers repeats with the first answer. The answer commits with the work
 * itself, so a crash leaves both or none; a request that failed leaves nothing and may be repeated.
 *
 * @throws conflict while the first one still runs; invalid when the key came with another request
 */
export async function onceForKey<C extends Context>(
  ctx: C,
  request: KeyedRequest,
  work: (tx: Tx<C>) => Promise<Rendered>,
): Promise<Rendered> {
  if (request.key.length > 255)
    throw invalid("Idempotency-Key", "Idempotency-Key is too long (maximum is 255 characters)");
  const caller = actorKey(ctx.actor);
  const requestHash = await hashRequest(ctx, request);
  return transaction(ctx, async (tx) => {
    await lockKey(tx, caller, request.key);
    const stored = await findAnswer(tx, caller, request.key);
    if (stored) return repeat(stored, requestHash);
    const rendered = await work(tx);
    await tx.db.insert(idempotencyKeys).values({
      caller,
      key: request.key,
      operation: request.operation.id,
      requestHash,
      responseStatus: rendered.status,
      // An answer may show a token.
      responseBody: encrypt(rendered.body ?? ""),
    });
    return rendered;
  });
}

/** Removes answers older than a day; a repeat after that is a new request. */
export async function deleteOldIdempotencyKeys(ctx: Context): Promise<void> {
  await transaction(ctx, (tx) => tx.db.delete(idempotencyKeys).where(sql`created_at < now() - interval '24 hours'`));
}

async function lockKey(tx: Tx<Context>, caller: string, key: string): Promise<void> {
  const name = JSON.stringify([caller, key]);
  const rows = await tx.db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 7)) as locked`,
  );
  if (!rows[0]?.locked)
    throw new AppError("conflict", { public: "A request with this Idempotency-Key is still running" });
}

async function findAnswer(tx: Tx<Context>, caller: string, key: string) {
  const [row] = await tx.db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.caller, caller), eq(idempotencyKeys.key, key)));
  return row;
}

function repeat(stored: typeof idempotencyKeys.$inferSelect, requestHash: string): Rendered {
  if (stored.requestHash !== requestHash) {
    throw invalid("Idempotency-Key", "Idempotency-Key was used for another request");
  }
  const body = decrypt(stored.responseBody ?? "");
  return { status: stored.responseStatus ?? 200, body: body === "" ? null : body, headers: {} };
}

async function hashRequest(ctx: Context, request: KeyedRequest): Promise<string> {
  const accountId = "accountId" in ctx ? ctx.accountId : null;
  const content = await withoutFiles(request.input);
  return createHash("sha256")
    .update(JSON.stringify([request.operation.id, accountId, content]))
    .digest("hex");
}

/** The input with sorted keys, and each file replaced by its name and hash. */
async function withoutFiles(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof File) {
    const bytes = Buffer.from(await value.arrayBuffer());
    return { file: value.name, sha256: createHash("sha256").update(bytes).digest("hex") };
  }
  if (Array.isArray(value)) return Promise.all(value.map(withoutFiles));
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Promise.all(entries.map(async ([key, item]) => [key, await withoutFiles(item)]));
}
