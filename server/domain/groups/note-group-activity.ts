import type { Channel } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { upsertContactInboxes } from "../contacts/upsert-contact-inboxes.ts";
import { openForInbound } from "../conversations/open-for-inbound.ts";
import { touchActivity } from "../conversations/touch-activity.ts";
import { syncGroupJob } from "./jobs.ts";

/** Something was written in a group; what it was is not kept. */
export interface GroupSign {
  /** The provider's whole id. */
  id: string;
  name?: string;
  at: Date;
}

interface Inbox {
  id: number;
  channel: Channel;
  rules: Parameters<typeof openForInbound>[1];
}

/**
 * Shows that something goes on in groups of an inbox that does not store their messages: each has its contact and conversation, whose
 * last activity moves, and name and members are read when that was not done lately (contract, groups §5, soft-disabled mode).
 */
export async function noteGroupActivity(tx: Tx, inbox: Inbox, signs: GroupSign[]): Promise<void> {
  if (signs.length === 0) return;
  const groups = await upsertContactInboxes(
    tx,
    inbox.id,
    signs.map(({ id, name }) => ({
      sourceId: inbox.channel.sourceId({ type: "group", id }),
      groupType: "group",
      identities: [{ kind: "provider_id", value: id }],
      identifier: id,
      name,
    })),
  );
  const distinct = [...new Map(groups.map((group) => [group.contactInboxId, group])).values()];
  const conversations = await openForInbound(tx, inbox.rules, distinct);
  const activities = signs.flatMap(({ at }, place) => {
    const conversation = conversations.get(groups[place]?.contactInboxId ?? 0);
    return conversation ? [{ conversationId: conversation.id, at }] : [];
  });
  await touchActivity(tx, activities);
  for (const { contactId } of distinct) {
    const payload = { account_id: tx.accountId, contact_id: contactId, soft: true };
    tx.enqueue(syncGroupJob, payload, { key: `sync_group:${contactId}` });
  }
}
