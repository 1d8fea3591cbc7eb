import { customFilters } from "#db/schema/custom-filters.ts";
import { invalid, notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { actingUserId } from "../accounts/queries.ts";
import type * as contract from "./contract.ts";
import type { CustomFilter } from "./contract.ts";
import { ownFilter, ownFilters, serializeCustomFilter } from "./queries.ts";

/** Saved views of one person in an account (contract, settings §8). */
const MOST_FILTERS = 1000;

/** Saves a view for the caller. @throws invalid beyond a thousand of them */
export async function createCustomFilter(
  ctx: AccountContext,
  input: Input<typeof contract.createCustomFilter>,
): Promise<CustomFilter> {
  return transaction(ctx, async (tx) => {
    await requireRoom(tx);
    const [row] = await tx.db
      .insert(customFilters)
      .values({
        accountId: tx.accountId,
        userId: actingUserId(tx),
        name: input.name,
        filterType: input.filter_type ?? input.type ?? "conversation",
        query: input.query ?? {},
      })
      .returning();
    if (!row) throw new Error("The custom filter was not inserted");
    return serializeCustomFilter(row);
  });
}

/** Changes a view of the caller. @throws not_found, also for views of other people */
export async function updateCustomFilter(
  ctx: AccountContext,
  input: Input<typeof contract.updateCustomFilter>,
): Promise<CustomFilter> {
  return transaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(customFilters)
      .set({
        name: input.name,
        filterType: input.filter_type ?? input.type ?? undefined,
        query: input.query ?? undefined,
        updatedAt: new Date(),
      })
      .where(ownFilter(tx, input.custom_filter_id))
      .returning();
    if (!row) throw notFound(`custom filter ${input.custom_filter_id}`);
    return serializeCustomFilter(row);
  });
}

/** Deletes a view of the caller. @throws not_found, also for views of other people */
export async function deleteCustomFilter(ctx: AccountContext, input: { custom_filter_id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const rows = await tx.db
      .delete(customFilters)
      .where(ownFilter(tx, input.custom_filter_id))
      .returning({ id: customFilters.id });
    if (rows.length === 0) throw notFound(`custom filter ${input.custom_filter_id}`);
  });
}

async function requireRoom(tx: Tx): Promise<void> {
  if ((await tx.db.$count(customFilters, ownFilters(tx))) < MOST_FILTERS) return;
  throw invalid(
    "base",
    `Account Limit reached. The maximum number of allowed custom filters for a user per account is ${MOST_FILTERS}.`,
  );
}
