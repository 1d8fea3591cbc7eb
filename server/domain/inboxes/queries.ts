import { and, eq, isNull, sql } from "drizzle-orm";
import { inboxes, inboxMembers } from "#db/schema/inboxes.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { visibleInboxes } from "../../policies/inboxes.ts";
import { type AgentRow, findAgentRows } from "../accounts/queries.ts";
import type { InboxRow } from "./channel-settings.ts";

/** Inboxes the caller may see, by name (contract, inboxes §2). */
export const listInboxRows = (ctx: AccountContext): Promise<InboxRow[]> =>
  database(ctx)
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), isNull(inboxes.deletedAt), visibleInboxes(ctx)))
    .orderBy(sql`lower(${inboxes.name})`, inboxes.id);

/** @throws not_found for inboxes that are unknown, of another account or being deleted */
export async function getInboxRow(ctx: AccountContext, inboxId: number): Promise<InboxRow> {
  const [row] = await database(ctx)
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), eq(inboxes.id, inboxId), isNull(inboxes.deletedAt)));
  if (!row) throw notFound(`inbox ${inboxId}`);
  return row;
}

/** The people who answer in an inbox, by name. */
export async function listMemberRows(ctx: AccountContext, inboxId: number): Promise<AgentRow[]> {
  const ids = await listMemberIds(ctx, inboxId);
  const rows = await findAgentRows(ctx, ids);
  return rows.sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()) || a.id - b.id);
}

export async function listMemberIds(ctx: AccountContext, inboxId: number): Promise<number[]> {
  const rows = await database(ctx)
    .select({ userId: inboxMembers.userId })
    .from(inboxMembers)
    .where(and(eq(inboxMembers.accountId, ctx.accountId), eq(inboxMembers.inboxId, inboxId)));
  return rows.map((row) => row.userId);
}
