import { afterAll, beforeAll, expect, test } from "vitest";
import { seedAccount, seedContact, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { InboundEvent } from "#server/channels/channel.ts";
import { getChannel } from "#server/channels/registry.ts";
import { isAppError } from "../../platform/app-error.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { mergeTwoContacts } from "../contacts/merge-two-contacts.ts";
import { createConversation } from "../conversations/create-conversation.ts";
import { applyInboundEvents } from "./apply-inbound-events.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

const PHONE = "12025550143";

const says = (id: string): InboundEvent => {
  const person = { name: "Ana", identities: [{ kind: "phone" as const, value: PHONE }] };
  return {
    type: "message",
    id,
    chat: { type: "individual", person },
    sender: person,
    origin: "incoming",
    at: Date.now(),
    text: id,
    attachments: [],
  };
};

test("people merge a contact while it writes and is written to: nothing is lost, nothing stays behind", {
  timeout: 60_000,
}, async () => {
  for (let round = 0; round < 6; round++) {
    const account = await seedAccount();
    const settings = { base_url: "http://localhost:1", phone_number: `+1202557${2000 + round}` };
    const { id: inboxId } = await seedInbox(account.id, [], { channel: "whapi", settings });
    const rules = { inboxId, lockToSingleConversation: false, hasActiveBot: false };
    const inbox = {
      id: inboxId,
      accountId: account.id,
      channel: getChannel("whapi"),
      rules,
      areGroupsOn: true,
      isListenedTo: false,
    };
    const base = await seedContact(account.id, { name: "Ana", email: "ana@example.com" });
    const ingest = (ids: string[]) =>
      transaction(systemContext(account.id), (tx) =>
        applyInboundEvents(
          tx,
          inbox,
          ids.map((id, place) => ({ element: says(id), receivedAt: new Date(), inboundEventId: place })),
        ),
      );
    await ingest(["first"]);
    const [known] = await runtime().sql<{ id: number }[]>`
      select id from contacts where account_id = ${account.id} and phone_number = ${`+${PHONE}`}`;
    const mergee_contact_id = known?.id ?? 0;
    const started: unknown[] = [];
    const start = () =>
      createConversation(account.admin.ctx, { inbox_id: account.inbox.id, contact_id: mergee_contact_id }).then(
        (conversation) => void started.push(conversation.id),
        (error) => {
          // Gone meanwhile: the caller is told, and nothing was made.
          if (!isAppError(error) || error.code !== "not_found") throw error;
        },
      );
    await Promise.all([
      ingest(["a1", "a2"]),
      start(),
      mergeTwoContacts(account.admin.ctx, { base_contact_id: base.id, mergee_contact_id }),
      ingest(["b1"]),
      start(),
      ingest(["c1", "c2", "c3"]),
    ]);
    await ingest(["last"]);
    const { sql } = runtime();
    const messages = await sql`
      select m.content, m.sender_id, c.contact_id from messages m join conversations c on c.id = m.conversation_id
      where m.account_id = ${account.id} and m.message_type = 0 order by m.content`;
    expect(messages.map((row) => row.content)).toEqual(["a1", "a2", "b1", "c1", "c2", "c3", "first", "last"]);
    expect(new Set(messages.flatMap((row) => [row.sender_id, row.contact_id]))).toEqual(new Set([base.id]));
    const [left] = await sql`
      select (select count(*) from contacts where account_id = ${account.id}) as contacts,
        (select count(*) from conversations where account_id = ${account.id} and inbox_id = ${account.inbox.id}) as started`;
    expect(left).toEqual({ contacts: 1, started: started.length });
  }
});
