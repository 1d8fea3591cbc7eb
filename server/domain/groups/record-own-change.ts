import type { GroupState } from "../../channels/group-actions.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { actorName } from "../conversations/actor-name.ts";
import { applyGroupEvent } from "./apply-group-event.ts";
import type { OpenGroup } from "./find-group.ts";
import { tellThread } from "./tell-thread.ts";

/**
 * Writes down what somebody of the team changed at the provider: the group's rows and the line in its thread. The provider's own report
 * of the same change, which comes before or after, finds nothing new.
 *
 * @param askedAt  milliseconds since 1970
 * @param also     more to write in the same transaction
 */
export async function recordOwnChange(
  ctx: AccountContext,
  group: Pick<OpenGroup, "jid" | "inbox"> & { contact: { id: number } },
  change: GroupState & { askedAt: number; also?: (tx: Tx) => Promise<void> },
): Promise<void> {
  const { askedAt, also, ...state } = change;
  await transaction(ctx, async (tx) => {
    const event = { type: "group" as const, id: group.jid, ...state, at: askedAt };
    const { activities } = await applyGroupEvent(tx, group.inbox, event, { by: actorName(ctx) });
    await also?.(tx);
    await tellThread(tx, group, activities);
  });
}
