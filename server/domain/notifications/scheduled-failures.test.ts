import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededConversation, seedAccount, seedConversation } from "#db/testing/seed.ts";
import { seedScheduled } from "#db/testing/seed-scheduled.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { runtime } from "../../platform/runtime.ts";
import { failMessage } from "../messages/fail-message.ts";
import { registry } from "../registry.ts";
import { sendDue } from "../scheduled-messages/send-due.ts";
import { listQuery } from "./contract.ts";
import { listNotifications } from "./list-notifications.ts";
import { loadNotifications, notificationColumns, type StoredNotification } from "./load-notifications.ts";
import { updateNotificationSettings } from "./notification-settings.ts";
import { notificationWords } from "./wording.ts";

let account: SeededAccount;
let conversation: SeededConversation;
beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedAccount();
  conversation = await seedConversation(account);
});

type Person = SeededAccount["inside"];
const listOf = async (person: Person) => (await listNotifications(person.ctx, listQuery.parse({}))).data.payload;
const schedule = (authorUserId: number | null) =>
  seedScheduled(account.id, conversation, {
    status: "pending",
    content: "Your **order** left",
    scheduledAt: new Date(Date.now() - 1000),
    authorUserId,
  });
const flood = () => runtime().sql`
  insert into messages (account_id, conversation_id, inbox_id, message_type, content)
  select ${account.id}, ${conversation.id}, ${conversation.inboxId}, 1, 'flood' from generate_series(1, 200)`;
const dispatch = () => dispatchEvents(registry);

describe("a scheduled message that is not sent", () => {
  test("tells its author what and why, once, and leads to the conversation", async () => {
    await flood();
    await schedule(account.inside.id);
    await sendDue();
    await dispatch();
    await dispatch();
    expect(await listOf(account.inside)).toMatchObject([
      {
        notification_type: "scheduled_message_failed",
        push_message_body: "Your **order** left – Validation failed: Too many messages",
        primary_actor: { id: conversation.displayId },
        secondary_actor: null,
      },
    ]);
    expect(await listOf(account.admin)).toEqual([]);
    const ctx = systemContext(account.id);
    const rows = await runtime().sql<StoredNotification[]>`
      select ${notificationColumns(ctx)} from notifications n where n.account_id = ${account.id}`;
    const [loaded] = await loadNotifications(ctx, rows);
    if (!loaded) throw new Error("nothing was written");
    expect(notificationWords(loaded, "en").title).toBe("A scheduled message was not sent");
    expect(notificationWords(loaded, "pt_BR").title).toBe("Uma mensagem agendada não foi enviada");
  });

  test("also when the provider refuses it afterwards; then the message itself is named", async () => {
    await schedule(account.inside.id);
    await sendDue();
    await dispatch();
    expect(await listOf(account.inside)).toEqual([]);
    const [message] = await runtime().sql<{ id: number }[]>`
      select id from messages where account_id = ${account.id} and content like 'Your%'`;
    const ctx = systemContext(account.id);
    await transaction(ctx, (tx) => failMessage(tx, message?.id ?? 0, "The number is not known"));
    await dispatch();
    await dispatch();
    expect(await listOf(account.inside)).toMatchObject([
      {
        notification_type: "scheduled_message_failed",
        push_message_body: "Your **order** left – The number is not known",
        secondary_actor: { id: message?.id },
      },
    ]);
  });

  test("tells the administrators where no author is left who can open the conversation", async () => {
    await flood();
    await schedule(null);
    await schedule(account.outside.id);
    await sendDue();
    await dispatch();
    expect(await listOf(account.admin)).toMatchObject([{ notification_type: "scheduled_message_failed" }]);
    expect(await listOf(account.outside)).toEqual([]);
    expect(await listOf(account.inside)).toEqual([]);
  });

  test("is mailed to whoever wants that", async () => {
    const wish = { selected_email_flags: ["email_scheduled_message_failed"] };
    const settings = await updateNotificationSettings(account.inside.ctx, wish);
    expect(settings.selected_email_flags).toEqual(["email_scheduled_message_failed"]);
    await flood();
    await schedule(account.inside.id);
    await sendDue();
    await dispatch();
    const rows = await runtime().sql`
      select 1 from notifications where account_id = ${account.id} and mail_due_at is not null`;
    expect(rows).toHaveLength(1);
  });
});
