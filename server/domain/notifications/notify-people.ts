import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import { isViewing } from "../../platform/realtime/viewing.ts";
import { mayOpen } from "../../policies/conversations.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { chooseNotifications, type Wanted } from "./choose-notifications.ts";
import { findFailedPlans } from "./find-failed-plans.ts";
import { findFollowers, findInboxPeople, findRecipients, type Recipient } from "./find-recipients.ts";
import { mailNotificationsJob, pushNotification } from "./jobs.ts";
import { recordMentions } from "./record-mentions.ts";
import { writeNotifications } from "./write-notifications.ts";

/** So long people have to read it on the screen before a mail goes out. */
const MAIL_AFTER_MS = 2 * 60_000;

/**
 * Tells people what concerns them: in the list of the product always, by push and mail as they wish (contract, settings §14). A handful
 * of statements for a batch of events, whatever its size; two when it concerns nobody.
 */
export const notifyPeople: Subscriber = {
  name: "notifications",
  handles: ["message.created", "conversation.created", "assignee.changed", "scheduled_message.failed"],
  async consume(events, tx) {
    const alive = events.filter((event) => event.resource !== null);
    const mentions = await recordMentions(tx, alive);
    const followers = await findFollowers(
      tx,
      idsOf(alive, "message.created", (row) => row.id),
    );
    const inboxPeople = await findInboxPeople(
      tx,
      idsOf(alive, "conversation.created", (row) => row.inboxId),
    );
    const failedPlans = await findFailedPlans(tx, alive);
    const chosen = alive.flatMap((event) =>
      chooseNotifications(event, { mentions, followers, inboxPeople, failedPlans }),
    );
    const recipients = await findRecipients(tx, [...new Set(chosen.map(({ userId }) => userId))]);
    const wanted = chosen.filter((each) => isTold(each, recipients.get(each.userId)));
    const written = await writeNotifications(tx, wanted, (each) => {
      const isMailed = recipients.get(each.userId)?.emailTypes.includes(each.type);
      return isMailed ? new Date(Date.now() + MAIL_AFTER_MS) : null;
    });
    for (const { id, wanted: each, mailDueAt } of written) {
      pass(tx, { id, each, recipient: recipients.get(each.userId), mailDueAt });
    }
  },
};

function idsOf(events: LoadedEvent[], type: LoadedEvent["type"], id: (row: ConversationResource["row"]) => number) {
  const rows = events
    .filter((event) => event.type === type)
    .map((event) => (event.resource as ConversationResource).row);
  return [...new Set(rows.map(id))];
}

/** Not who may not open it, not who has it open, and of new conversations only who asked for them. */
function isTold({ type, resource: { row } }: Wanted, recipient: Recipient | undefined): boolean {
  if (!recipient || !mayOpen(recipient, row)) return false;
  if (isViewing({ userId: recipient.userId, accountId: row.accountId, conversationId: row.displayId })) return false;
  const wishes = [recipient.emailTypes, recipient.pushTypes, recipient.soundTypes];
  return type !== "conversation_creation" || wishes.some((types) => types.includes(type));
}

interface Passed {
  id: number;
  each: Wanted;
  recipient: Recipient | undefined;
  mailDueAt: Date | null;
}

/** The ways beside the list are jobs: they may fail and come again. */
function pass(tx: Tx, { id, each, recipient, mailDueAt }: Passed): void {
  if (!recipient) return;
  if (recipient.pushTypes.includes(each.type)) {
    for (const subscriptionId of recipient.subscriptionIds) {
      const payload = { account_id: tx.accountId, notification_id: id, subscription_id: subscriptionId };
      tx.enqueue(pushNotification, payload, { priority: 5 });
    }
  }
  if (mailDueAt) {
    const payload = { account_id: tx.accountId, user_id: each.userId };
    tx.enqueue(mailNotificationsJob, payload, { priority: 10, runAt: mailDueAt });
  }
}
