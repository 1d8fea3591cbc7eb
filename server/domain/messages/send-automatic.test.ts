import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedMessage,
} from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { sendAutomatic } from "./send-automatic.ts";

let account: SeededAccount;
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedAccount();
  conversation = await seedConversation(account);
  await seedMessage(account.id, conversation);
});

const closedAllWeek = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, closed_all_day: true }));

async function inbox(values: { greeting?: string; outOfOffice?: string }): Promise<void> {
  await runtime().sql`
    update inboxes set greeting_enabled = ${values.greeting !== undefined}, greeting_message = ${values.greeting ?? null},
      working_hours_enabled = ${values.outOfOffice !== undefined}, out_of_office_message = ${values.outOfOffice ?? null},
      working_hours = ${JSON.stringify(closedAllWeek)}::text::jsonb
    where account_id = ${account.id} and id = ${conversation.inboxId}`;
}

const run = () => sendAutomatic({ accountId: account.id, displayId: conversation.displayId });

const said = async () =>
  (
    await runtime().sql<{ content: string }[]>`
      select content from messages where account_id = ${account.id} and message_type = 3 order by id`
  ).map(({ content }) => content);

describe("automatic messages", () => {
  test("greet once, before anything else was said", async () => {
    await inbox({ greeting: "Welcome" });
    await run();
    await run();
    expect(await said()).toEqual(["Welcome"]);
  });

  test("no greeting after an answer; a private note is none", async () => {
    await inbox({ greeting: "Welcome" });
    await seedMessage(account.id, conversation, {
      messageType: 1,
      private: true,
      senderType: "User",
      senderId: account.inside.id,
    });
    await run();
    expect(await said()).toEqual(["Welcome"]);
    const answered = await seedConversation(account);
    await seedMessage(account.id, answered, { messageType: 1, senderType: "User", senderId: account.inside.id });
    await sendAutomatic({ accountId: account.id, displayId: answered.displayId });
    expect(await said()).toEqual(["Welcome"]);
  });

  test("closed: out of office once a day, and no greeting behind it", async () => {
    await inbox({ greeting: "Welcome", outOfOffice: "Back on Monday" });
    await run();
    await run();
    expect(await said()).toEqual(["Back on Monday"]);
    await runtime().sql`
      update messages set created_at = created_at - interval '1 day' where account_id = ${account.id} and message_type = 3`;
    await run();
    expect(await said()).toEqual(["Back on Monday", "Back on Monday"]);
  });

  test("nothing out of office while somebody of the team is there, nor to whom we do not talk", async () => {
    await inbox({ outOfOffice: "Back on Monday" });
    await seedMessage(account.id, conversation, {
      messageType: 1,
      senderType: "User",
      senderId: account.inside.id,
      createdAt: new Date(),
    });
    await run();
    const blocked = await seedConversation(account);
    await seedMessage(account.id, blocked);
    await runtime()
      .sql`update contacts set blocked = true where account_id = ${account.id} and id = ${blocked.contactId}`;
    await sendAutomatic({ accountId: account.id, displayId: blocked.displayId });
    expect(await said()).toEqual([]);
  });

  test("nothing in a conversation that is gone", async () => {
    await expect(sendAutomatic({ accountId: account.id, displayId: 999 })).resolves.toBeUndefined();
  });
});
