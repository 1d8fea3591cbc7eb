import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedConversation, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { GroupMemberChange } from "#server/channels/group-actions.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { runtime } from "#server/platform/runtime.ts";
import { findIngestInbox } from "../inboxes/find-ingest-inbox.ts";
import { applyGroupChange } from "./apply-group-change.ts";
import type { IngestInbox } from "./ingest-inbox.ts";

const GROUP = "120363025550140017@g.us";
const OWN = "12025550100";
let account: SeededAccount;

beforeAll(async () => {
  await startTestRuntime();
  account = await seedAccount();
});
afterAll(stopTestRuntime);

test("when our number leaves a group, the thread says so and is resolved", async () => {
  const { id: inboxId } = await seedInbox(account.id, [], {
    channel: "simulator",
    settings: { phone_number: `+${OWN}` },
  });
  const contact = { identifier: GROUP, name: "Fair", groupType: "group" as const };
  const conversation = await seedConversation(account, { inboxId, groupType: "group", contact });
  const ctx = systemContext(account.id);
  const change = async (members: GroupMemberChange[], at: number) => {
    const inbox = (await findIngestInbox(ctx, inboxId)) as IngestInbox;
    await transaction(ctx, (tx) =>
      applyGroupChange(tx, inbox, { type: "group", id: GROUP, members, at }, new Date(at)),
    );
  };
  const person = { identities: [{ kind: "phone" as const, value: OWN }] };
  await change([{ person, change: "add" }], Date.now() - 5000);
  await change([{ person, change: "remove" }], Date.now() - 1000);
  const [row] = await runtime().sql`
    select status, (select array_agg(content order by id) from messages where conversation_id = c.id) as lines
    from conversations c where id = ${conversation.id}`;
  expect(row).toEqual({ status: "resolved", lines: [`+${OWN} left the group`] });
});
