import { and, eq } from "drizzle-orm";
import { cannedResponses } from "#db/schema/canned-responses.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { whenTaken } from "../../platform/database/when-taken.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type * as contract from "./contract.ts";
import type { CannedResponse } from "./contract.ts";
import { serializeCannedResponse } from "./list-canned-responses.ts";

type Row = typeof cannedResponses.$inferSelect;

/** Creates a canned response. @throws invalid when the short code is taken */
export async function createCannedResponse(
  ctx: AccountContext,
  input: Input<typeof contract.createCannedResponse>,
): Promise<CannedResponse> {
  return withFreeCode(() =>
    transaction(ctx, async (tx) => {
      const [row] = await tx.db
        .insert(cannedResponses)
        .values({ accountId: tx.accountId, shortCode: input.short_code, content: input.content })
        .returning();
      if (!row) throw new Error("The canned response was not inserted");
      noteChange(tx, { record: "CannedResponse", id: row.id, action: "create", changes: {} });
      return serializeCannedResponse(row);
    }),
  );
}

/** Changes what is given. @throws not_found; invalid when the short code is taken */
export async function updateCannedResponse(
  ctx: AccountContext,
  input: Input<typeof contract.updateCannedResponse>,
): Promise<CannedResponse> {
  return withFreeCode(() =>
    transaction(ctx, async (tx) => {
      const [row] = await tx.db
        .update(cannedResponses)
        .set({ shortCode: input.short_code, content: input.content, updatedAt: new Date() })
        .where(thisResponse(tx, input.id))
        .returning();
      if (!row) throw notFound(`canned response ${input.id}`);
      noteChange(tx, { record: "CannedResponse", id: row.id, action: "update", changes: { ...input } });
      return serializeCannedResponse(row);
    }),
  );
}

/** Deletes a canned response; what was sent stays. @throws not_found */
export async function deleteCannedResponse(ctx: AccountContext, input: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const [row] = await tx.db.delete(cannedResponses).where(thisResponse(tx, input.id)).returning();
    if (!row) throw notFound(`canned response ${input.id}`);
    noteChange(tx, { record: "CannedResponse", id: row.id, action: "destroy", changes: {} });
  });
}

const thisResponse = (ctx: AccountContext, id: Row["id"]) =>
  and(eq(cannedResponses.accountId, ctx.accountId), eq(cannedResponses.id, id));

const withFreeCode = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken(
    { index: "canned_responses_short_code", field: "short_code", sentence: "Short code has already been taken" },
    work,
  );
