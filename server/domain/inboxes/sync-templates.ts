import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import type { Attributes } from "#db/schema/columns.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import type { MessageTemplate } from "../../channels/channel.ts";
import { isChannelError } from "../../channels/channel-error.ts";
import { refused } from "../../platform/app-error.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { forgetInbox, readConnectedInbox } from "./find-connected-inbox.ts";
import { getConnectedInbox } from "./get-connected-inbox.ts";
import { syncTemplatesJob } from "./jobs.ts";
import { recordInboxActivity } from "./record-inbox-activity.ts";

/**
 * Has the provider's templates read anew by a job; they are then the `message_templates` of the inbox (contract, inboxes §2).
 *
 * @throws forbidden, not_found, refused where there is no provider
 */
export async function syncTemplates(ctx: AccountContext, input: { id: number }): Promise<{ message: string }> {
  const inbox = await getConnectedInbox(ctx, input.id);
  if (!inbox.channel.webhook) throw refused("Template sync is only available for WhatsApp channels");
  await transaction(ctx, async (tx) => {
    tx.enqueue(syncTemplatesJob, { account_id: tx.accountId, inbox_id: inbox.id });
  });
  return { message: "Template sync initiated successfully" };
}

/**
 * The job's part. The same templates as before change nothing; a provider without templates has none.
 *
 * @throws when a later try may succeed; a refusal stands on the health card
 */
export async function storeTemplates(of: { accountId: number; inboxId: number }): Promise<void> {
  const ctx = systemContext(of.accountId, "sync_templates");
  const inbox = await readConnectedInbox(ctx, of.inboxId);
  const { templates } = inbox?.channel.actions ?? {};
  if (!inbox || !templates) return;
  try {
    const found = (await templates(inbox.settings)).map(serializeTemplate);
    if (isDeepStrictEqual(found, inbox.row.messageTemplates)) return;
    await transaction(ctx, async (tx) => {
      await tx.db
        .update(inboxes)
        .set({ messageTemplates: found, revision: sql`${inboxes.revision} + 1`, updatedAt: new Date() })
        .where(and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, inbox.id)));
      tx.emit("inbox.updated", { inbox_id: inbox.id });
    });
    forgetInbox(inbox.row);
  } catch (error) {
    if (!isChannelError(error)) throw error;
    await recordInboxActivity(ctx, inbox.id, { error: error.message });
    if (error.kind !== "refused") throw error;
  }
}

/** In the form in which WhatsApp writes templates, which clients know how to read. */
function serializeTemplate({ name, language, category, status, header, body, footer }: MessageTemplate): Attributes {
  return {
    name,
    language,
    category: category.toUpperCase(),
    status: status.toUpperCase(),
    components: [
      ...(header ? [{ type: "HEADER", format: "TEXT", text: header }] : []),
      { type: "BODY", text: body },
      ...(footer ? [{ type: "FOOTER", text: footer }] : []),
    ],
  };
}
