import type { GroupPerson } from "../../channels/group-actions.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { actorName } from "../conversations/actor-name.ts";
import { applyGroupReport } from "./apply-group-report.ts";
import type { OpenGroup } from "./find-group.ts";
import { jidOf } from "./person-address.ts";
import { tellThread } from "./tell-thread.ts";

interface MemberChange {
  contactId: number;
  name: string;
  person: GroupPerson;
  change: "promote" | "demote" | "remove";
  /** Milliseconds since 1970. */
  askedAt: number;
}

/** Writes down what somebody of the team did with a member whose row we know, and tells the thread. */
export async function recordMemberChange(
  ctx: AccountContext,
  group: OpenGroup,
  { contactId, name, person, change, askedAt }: MemberChange,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { activities } = await applyGroupReport(tx, group.inbox.id, {
      group: { contactId: group.contact.id, isNew: false },
      facts: {},
      members: [{ contactId, name, phone: person.phone ?? null, jid: jidOf(person), change }],
      isComplete: false,
      at: askedAt,
      author: { contactId: null, name: actorName(ctx) },
    });
    await tellThread(tx, group, activities);
  });
}
