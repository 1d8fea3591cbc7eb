import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteContacts } from "../../policies/contacts.ts";
import { parseSnooze } from "../conversations/toggle-status.ts";
import type { bulkActions as operation } from "./contract.ts";
import { type Change, changeManyJob } from "./jobs.ts";

type Answer = Result<typeof operation>;

/**
 * Has many conversations or contacts changed in the background, as the caller (contract, conversations §5).
 *
 * @returns 422 `{ success: false }` for anything but conversations and contacts
 * @throws forbidden for deleting contacts without the right to
 */
export async function bulkActions(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Answer | Reply<Answer>> {
  const change = readChange(ctx, input);
  if (!change || ctx.actor.kind !== "user") return reply({ success: false }, { status: 422 });
  const { userId } = ctx.actor;
  const ids = [...new Set(input.ids)];
  if (ids.length === 0) return undefined;
  await transaction(ctx, async (tx) => {
    tx.enqueue(changeManyJob, { account_id: tx.accountId, user_id: userId, locale: tx.locale, ids, change });
  });
  return undefined;
}

function readChange(ctx: AccountContext, input: Input<typeof operation>): Change | null {
  const labels = { add: input.labels?.add ?? [], remove: input.labels?.remove ?? [] };
  if (input.type === "Contact") {
    if (input.action_name !== "delete") return { type: "label_contacts", labels };
    authorize(canDeleteContacts(ctx));
    return { type: "delete_contacts" };
  }
  if (input.type !== "Conversation") return null;
  const { status, ...fields } = input.fields ?? {};
  const until = status === "snoozed" ? parseSnooze(input.snoozed_until) : null;
  return {
    type: "change_conversations",
    labels,
    fields,
    ...(status && { status: { to: status, snoozed_until: until?.toISOString() ?? null } }),
  };
}
