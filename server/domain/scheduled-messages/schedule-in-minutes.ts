import { type AccountContext, statements } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { withUploads } from "../messages/with-uploads.ts";
import { type Problem, plannedValues, refuseProblems } from "./planned-values.ts";
import { storeAttachment } from "./store-attachment.ts";
import { type Author, insertScheduled } from "./write-scheduled.ts";

interface Planned {
  /** Display id. */
  conversation_id: number;
  /** The rule that plans it; null: the caller does. */
  rule_id: number | null;
  content: string | null;
  delayMinutes: number;
  /** A file that was uploaded before; it is copied. */
  blobId: string | null;
  templateParams: Record<string, unknown> | null;
}

/**
 * Plans a message for some minutes from now (contract, scheduled-messages §7).
 *
 * @returns id of the scheduled message
 * @throws invalid for a file that is not ours or a text that is too long; not_found, forbidden
 */
export async function scheduleInMinutes(ctx: AccountContext, planned: Planned): Promise<number> {
  const upload = await storeAttachment(ctx, planned.blobId);
  return withUploads(upload ? [upload] : [], () =>
    transaction(ctx, async (tx) => {
      const conversation = await lockConversation(tx, planned.conversation_id);
      const problems: Problem[] = [];
      const change = { content: planned.content, template_params: planned.templateParams, upload };
      const values = await plannedValues(tx, conversation.id, { change, before: null, problems });
      refuseProblems(problems);
      const at = new Date(Date.now() + planned.delayMinutes * 60_000);
      const author = await authorOf(tx, planned.rule_id);
      const when = { status: "pending", scheduledAt: at, plannedAt: at } as const;
      return insertScheduled(tx, conversation, { ...values, ...when, author, recurringId: null });
    }),
  );
}

async function authorOf(ctx: AccountContext, ruleId: number | null): Promise<Author> {
  if (ruleId === null) return ctx.actor.kind === "user" ? { userId: ctx.actor.userId } : null;
  const [rule] = await statements(ctx)<{ name: string }[]>`
    select name from automation_rules where account_id = ${ctx.accountId} and id = ${ruleId}`;
  return { ruleId, ruleName: rule?.name ?? "" };
}
