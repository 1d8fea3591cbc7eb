import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { GET } from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/readers/route.ts";
import { DEVON, GROUP, type GroupLab, MARTA, OWN, openGroupLab, PRIYA } from "../groups/testing/group-lab.ts";
import { forgetInbox } from "../inboxes/find-connected-inbox.ts";
import { createMessage } from "./create-message.ts";
import { deliverPending } from "./deliver-pending.ts";

const OSKAR = "12025550171";
let lab: GroupLab;
let conversation: { id: number; display_id: number };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  lab = await openGroupLab();
  [conversation] = await runtime().sql`
    select id, display_id from conversations where account_id = ${lab.account.id}`;
  lab.simulator.state.switches.autoDeliver = false;
});
afterEach(() => lab.close());
afterAll(stopTestRuntime);

const send = async (content: string) => {
  const { id } = await createMessage(lab.account.inside.ctx, { conversation_id: conversation.display_id, content });
  await deliverPending({ accountId: lab.account.id, conversationId: conversation.id });
  return id;
};
const stored = async (id: number) => {
  const [row] = await runtime().sql`
    select status, delivery, content_attributes ->> 'external_error' as error from messages where id = ${id}`;
  return row;
};
const group = () => lab.simulator.state.groups.get(GROUP);

describe("what may be sent into a group", () => {
  test("only admins where only admins may: nothing leaves, and the message says why", async () => {
    await lab.play("group-changes", { id: GROUP, settings: { announce: true } });
    await lab.play("group-changes", { id: GROUP, member: { phone: OWN, change: "demote" } });
    await lab.ingest();
    const refused = await send("Hello all");
    expect(await stored(refused)).toMatchObject({
      status: "failed",
      error: "Only administrators are allowed to send messages in this group",
    });
    expect(lab.simulator.state.messages.size).toBe(0);
    await lab.play("group-changes", { id: GROUP, member: { phone: OWN, change: "promote" } });
    await lab.ingest();
    expect(await stored(await send("Hello again"))).toMatchObject({ delivery: "accepted", error: null });
  });

  test("nothing once we have left", async () => {
    await lab.play("group-changes", { id: GROUP, member: { phone: OWN, change: "remove" } });
    await lab.ingest();
    expect(await stored(await send("Anybody?"))).toMatchObject({
      status: "failed",
      error: "This number is no longer a member of the group",
    });
  });
});

describe("who has read a message", () => {
  const read = (id: number, token = lab.account.inside.token) =>
    call(GET, {
      params: { account_id: lab.account.id, conversation_id: conversation.display_id, message_id: id },
      token,
    });
  const receipt = (phone: string, status: "delivered" | "read") =>
    lab.play("receipts", { message_id: [...lab.simulator.state.messages.keys()][0], phone, status });

  test("readers first; it counts as read when everybody has read it, in whatever order and how often they are reported", async () => {
    const id = await send("Prices");
    await receipt(DEVON, "delivered");
    await receipt(PRIYA, "read");
    await lab.ingest();
    expect(await stored(id)).toMatchObject({ status: "delivered" });
    const { status, body } = await read(id);
    expect([status, body]).toMatchObject([
      200,
      {
        payload: [
          { contact: { name: "Priya Sandoval", phone_number: `+${PRIYA}` }, read_at: expect.any(String) },
          { contact: { name: "Devon Ash" }, delivered_at: expect.any(String), read_at: null },
        ],
        meta: { member_count: 3, read_count: 1, delivered_count: 2 },
      },
    ]);
    for (const phone of [OSKAR, DEVON]) await receipt(phone, "read");
    for (const phone of [OSKAR, DEVON]) await receipt(phone, "delivered");
    await lab.ingest();
    expect(await stored(id)).toMatchObject({ status: "read" });
    expect((await read(id)).body.meta).toEqual({ member_count: 3, read_count: 3, delivered_count: 3 });
  });

  test("401 for who may not open the conversation, 404 for an unknown message or another account", async () => {
    const id = await send("Prices");
    expect((await read(id, lab.account.outside.token)).status).toBe(401);
    expect((await read(999_999)).status).toBe(404);
    expect((await read(id, (await seedAccount("Other")).admin.token)).status).toBe(401);
  });
});

describe("groups switched off for an inbox", () => {
  const switchOff = async () => {
    await runtime()
      .sql`update inboxes set settings = settings || '{"groups_enabled": false}' where id = ${lab.inboxId}`;
    const [row] = await runtime().sql<
      { identifier: string }[]
    >`select identifier from inboxes where id = ${lab.inboxId}`;
    forgetInbox({ accountId: lab.account.id, id: lab.inboxId, identifier: row?.identifier ?? "" });
  };
  const state = async () => {
    const [row] = await runtime().sql<{ messages: number; moved: boolean; unread: number }[]>`
      select (select count(*)::int from messages m where m.conversation_id = c.id and message_type <> 2) as messages,
        last_activity_at > now() - interval '1 minute' as moved, unread_count as unread
      from conversations c where id = ${conversation.id}`;
    return row;
  };

  test("nothing is stored, the last activity moves and is announced, and people's chats go on as ever", async () => {
    await switchOff();
    await runtime()
      .sql`update conversations set last_activity_at = now() - interval '1 day' where id = ${conversation.id}`;
    await runtime().sql`delete from events`;
    await lab.play("messages", { from: PRIYA, chat: GROUP, text: "Secret of the group" });
    await lab.play("messages", { from: MARTA, text: "Hello" });
    await lab.ingest();
    expect(await state()).toEqual({ messages: 0, moved: true, unread: 0 });
    const [event] = await runtime().sql`
      select data from events where type = 'conversation.updated' and data ->> 'conversation_id' = ${String(conversation.id)}`;
    expect(event?.data).toMatchObject({ changed: { last_activity_at: [expect.any(Number), expect.any(Number)] } });
    const [other] = await runtime()
      .sql`select content from messages where account_id = ${lab.account.id} and message_type = 0`;
    expect(other?.content).toBe("Hello");
    expect(await stored(await send("Hi group"))).toMatchObject({ error: "Groups are switched off for this inbox" });
  });

  test("a group that was never seen gets its conversation, to show that something goes on", async () => {
    await switchOff();
    await lab.play("groups", { id: "120363025550140077@g.us", name: "New one", members: [PRIYA] });
    await lab.play("messages", { from: PRIYA, chat: "120363025550140077@g.us", text: "x" });
    await lab.ingest();
    const [row] = await runtime().sql`
      select c.name, v.status from contacts c join conversations v on v.contact_id = c.id
      where c.identifier = '120363025550140077@g.us' and c.account_id = ${lab.account.id}`;
    expect(row).toEqual({ name: "New one", status: "open" });
  });
});

test("lines are written in the language of the account", async () => {
  await runtime().sql`update accounts set locale = 'pt_BR' where id = ${lab.account.id}`;
  runtime().caches.clear();
  await lab.play("group-changes", { id: GROUP, by: PRIYA, member: { phone: DEVON, change: "promote" } });
  await lab.play("group-changes", { id: GROUP, by: PRIYA, name: "Atacado" });
  await lab.play("group-changes", { id: GROUP, by: DEVON, member: { phone: DEVON, change: "remove" } });
  await lab.play("group-joins", { id: GROUP, phone: MARTA });
  await lab.play("group-changes", { id: GROUP, by: PRIYA, resets_invite: true, description: null });
  await lab.ingest();
  expect(await lab.lines()).toEqual([
    "Priya Sandoval tornou Devon Ash administrador do grupo",
    "Priya Sandoval mudou o nome do grupo para “Atacado”",
    "Devon Ash saiu do grupo",
    "Marta Quill entrou pelo link de convite",
    "Priya Sandoval removeu a descrição do grupo",
    "Priya Sandoval redefiniu o link de convite: o anterior não funciona mais",
  ]);
  expect(group()?.name).toBe("Atacado");
});
