import { and, asc, eq, sql } from "drizzle-orm";
import { cannedResponses } from "#db/schema/canned-responses.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { CannedResponse } from "./contract.ts";

/**
 * Canned responses by short code; with `search` those that have it in short code or text: first where the short code begins with
 * it, then where it contains it, then by the text (contract, settings §6). One statement.
 */
export async function listCannedResponses(ctx: AccountContext, input: { search?: string }): Promise<CannedResponse[]> {
  const { shortCode, content } = cannedResponses;
  const words = input.search?.trim() ?? "";
  const part = words.replaceAll(/[\\%_]/g, "\\$&");
  const isPrefix = sql`${shortCode} ilike ${`${part}%`}`;
  const isInCode = sql`${shortCode} ilike ${`%${part}%`}`;
  const rows = await database(ctx)
    .select()
    .from(cannedResponses)
    .where(
      and(
        eq(cannedResponses.accountId, ctx.accountId),
        words === "" ? undefined : sql`(${isInCode} or ${content} ilike ${`%${part}%`})`,
      ),
    )
    .orderBy(
      ...(words === "" ? [] : [sql`case when ${isPrefix} then 0 when ${isInCode} then 1 else 2 end`]),
      asc(shortCode),
    );
  return rows.map(serializeCannedResponse);
}

export const serializeCannedResponse = (row: typeof cannedResponses.$inferSelect): CannedResponse => ({
  id: row.id,
  account_id: row.accountId,
  short_code: row.shortCode,
  content: row.content,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
