import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { InboundMessage } from "../../channels/channel.ts";
import type { InboundPerson } from "../../channels/inbound-person.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { runtime } from "../../platform/runtime.ts";
import { applyContactUpdate } from "../contacts/apply-contact-update.ts";
import { findIngestInbox } from "../inboxes/find-ingest-inbox.ts";
import { getConnectedInbox } from "../inboxes/get-connected-inbox.ts";
import { registry } from "../registry.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { receiveMessages } from "./receive-messages.ts";
import { resolveMentions } from "./resolve-mentions.ts";

const GROUP = "120363025550140017@g.us";
let account: SeededAccount;
let inboxId: number;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`delete from inboxes`;
  account = await seedAccount();
  inboxId = (await seedInbox(account.id, [], { channel: "whapi", settings: { phone_number: "+12025550100" } })).id;
});

const person = (digits: string, name?: string): InboundPerson => ({
  identities: [{ kind: "phone", value: `+${digits}` }],
  ...(name && { name }),
});
const lid = (digits: string, name: string): InboundPerson => ({ identities: [{ kind: "lid", value: digits }], name });

let count = 0;
async function says(sender: InboundPerson, text: string, mentions: string[] = []): Promise<void> {
  const message: InboundMessage = {
    type: "message",
    id: `ID-${++count}`,
    chat: { type: "group", id: GROUP, name: "Friends" },
    sender,
    origin: "incoming",
    at: 1_760_000_000 + count,
    text,
    attachments: [],
    mentions,
  };
  await transaction(systemContext(account.id), async (tx) => {
    const inbox = (await findIngestInbox(tx, inboxId)) as IngestInbox;
    await receiveMessages(tx, inbox, [{ message, receivedAt: new Date() }]);
  });
}

const last = async () => {
  const [row] = await runtime().sql<{ content: string; attributes: Record<string, unknown> }[]>`
    select content, content_attributes as attributes from messages where account_id = ${account.id} order by id desc limit 1`;
  return row;
};
const idOf = async (name: string) => {
  const [row] = await runtime().sql<{ id: number }[]>`
    select id from contacts where account_id = ${account.id} and name = ${name}`;
  return row?.id;
};

test("numbers and LIDs that are contacts become links; strangers stay as written, our own number is ours", async () => {
  await says(person("5511988880188", "Rafa (shop)"), "hi");
  await says(lid("88000111222333", "Lia"), "hello");
  // The provider may leave out the ninth digit of Brazil.
  await says(person("12025550111", "Ana"), "@551188880188 @88000111222333 @99999999999 @12025550100 come", [
    "551188880188",
    "88000111222333@lid",
    "99999999999",
    "12025550100",
  ]);
  const [rafa, lia] = [await idOf("Rafa (shop)"), await idOf("Lia")];
  const row = await last();
  expect(row?.content).toBe(
    `[@Rafa (shop)](mention://contact/${rafa}/Rafa%20%28shop%29) [@Lia](mention://contact/${lia}/Lia) @99999999999 @12025550100 come`,
  );
  expect(row?.attributes).toMatchObject({
    mentioned_contacts: [String(rafa), String(lia)],
    mentioned_as: "12025550100",
  });
});

test("our own number is ours also under the hidden id by which a group knows it", async () => {
  const us: InboundPerson = {
    identities: [
      { kind: "phone", value: "+12025550100" },
      { kind: "lid", value: "72470196016149" },
    ],
  };
  await says(us, "It is me");
  await says(person("12025550111", "Ana"), "@72470196016149 please", ["72470196016149@lid"]);
  expect(await last()).toMatchObject({
    content: "@72470196016149 please",
    attributes: { mentioned_as: "72470196016149" },
  });
  expect((await last())?.attributes).not.toHaveProperty("mentioned_contacts");
});

test("what was a number says the name once it is learnt, whoever is a contact first", async () => {
  await says(person("12025550111", "Ana"), "@12025550122 and @12025550133, please", ["12025550122", "12025550133"]);
  expect((await last())?.content).toBe("@12025550122 and @12025550133, please");
  const mentioning = (
    await runtime().sql<{ id: number }[]>`select max(id) as id from messages where account_id = ${account.id}`
  )[0]?.id;
  await says(person("12025550122"), "here");
  await dispatchEvents(registry);
  await transaction(systemContext(account.id), (tx) => applyContactUpdate(tx, inboxId, person("12025550122", "Bo")));
  await says(person("12025550133", "Cy"), "me too");
  await dispatchEvents(registry);
  const [row] = await runtime().sql<{ content: string; attributes: Record<string, unknown> }[]>`
    select content, content_attributes as attributes from messages where id = ${mentioning ?? 0}`;
  const [bo, cy] = [await idOf("Bo"), await idOf("Cy")];
  expect(row?.content).toBe(`[@Bo](mention://contact/${bo}/Bo) and [@Cy](mention://contact/${cy}/Cy), please`);
  expect(row?.attributes.mentioned_contacts).toEqual([String(bo), String(cy)]);
  expect(
    await runtime().sql`select 1 from events where account_id = ${account.id} and type = 'message.updated'`,
  ).not.toEqual([]);
});

test("links go out as the wire has them: digits in the text and beside it, colleagues and teams by name", async () => {
  await says(person("12025550111", "Ana"), "hi");
  const ctx = { ...account.admin.ctx };
  const inbox = await getConnectedInbox(ctx, inboxId);
  const ana = await idOf("Ana");
  const text = `[@Ana](mention://contact/${ana}/Ana) [@Bia](mention://user/1/Bia) [@all](mention://contact/0/all)`;
  expect(await resolveMentions(ctx, inbox, text)).toEqual({
    text: "@12025550111 @Bia @all",
    mentions: ["12025550111"],
  });
});
