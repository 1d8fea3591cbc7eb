import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { retagContacts } from "../contacts/retag-contacts.ts";
import { retagConversations } from "../conversations/retag-conversations.ts";

/** So that nobody waits long for a row. */
const ROWS_PER_TRANSACTION = 200;

/**
 * Puts the new title of a label where the former one stands, batch by batch. What is done stays done when it is interrupted: the
 * next run goes on with what still carries the former title.
 */
export async function retagLabel(accountId: number, from: string, to: string): Promise<void> {
  const ctx = systemContext(accountId, "retag_label");
  for (const retag of [retagConversations, retagContacts]) {
    let last: number | null = 0;
    while (last !== null) {
      const after: number = last;
      last = await transaction(ctx, (tx) => retag(tx, { from, to, after, limit: ROWS_PER_TRANSACTION }));
    }
  }
}
