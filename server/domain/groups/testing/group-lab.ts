import { eq } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { type RunningSimulator, startSimulator } from "#server/channels/simulator/server/start-simulator.ts";
import { type AnsweringServer, startAnsweringServer } from "#server/channels/testing/answering-server.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { runtime } from "#server/platform/runtime.ts";
import { createInbox } from "../../inboxes/create-inbox.ts";
import { findIngestInbox } from "../../inboxes/find-ingest-inbox.ts";
import { applyGroupChange } from "../../messages/apply-group-change.ts";
import type { IngestInbox } from "../../messages/ingest-inbox.ts";
import { ingestInbox } from "../../messages/ingest-inbox.ts";
import { storeInboundEvent } from "../../messages/store-inbound-events.ts";
import { syncGroup } from "../sync-group.ts";

/** The simulator's own group; our number is one of its two admins, Priya made it. */
export const GROUP = "120363025550140017@g.us";
export const OWN = "12025550100";
export const PRIYA = "12025550162";
export const DEVON = "12025550155";
export const MARTA = "12025550143";
export const RAFAELA = "5511955550188";

/** An account with an inbox on a simulator, and the simulator's group as it was first read. */
export interface GroupLab {
  account: SeededAccount;
  simulator: RunningSimulator;
  inboxId: number;
  /** The group's contact. */
  groupId: number;
  /** Takes in what the simulator has posted since the last time. */
  ingest(): Promise<void>;
  /** Plays customers: the simulator's control API. */
  play(path: string, body: unknown): Promise<void>;
  attributes(): Promise<Record<string, unknown>>;
  /** Lines of the group's threads, oldest first. */
  lines(): Promise<string[]>;
  /** Phone → role of active members. */
  members(): Promise<Record<string, string>>;
  memberId(phone: string): Promise<number>;
  close(): Promise<void>;
}

export async function openGroupLab(): Promise<GroupLab> {
  const account = await seedAccount();
  const phone = OWN;
  await runtime().sql`delete from inboxes where settings ->> 'phone_number' = ${`+${phone}`}`;
  runtime().caches.clear();
  const simulator = await startSimulator({ phone });
  const sink = await startAnsweringServer();
  simulator.state.webhook = { url: `${sink.url}/hook`, headers: {} };
  const settings = { base_url: simulator.url, token: simulator.token, phone_number: `+${phone}` };
  const channel = { key: "simulator", settings };
  const { id: inboxId } = await createInbox(systemContext(account.id), {
    name: "Line",
    channel,
    member_ids: [account.inside.id],
  });
  const groupId = await firstReading(account.id, inboxId);
  return {
    account,
    simulator,
    inboxId,
    groupId,
    ...looks(account.id, groupId),
    ingest: () => ingestPosted({ accountId: account.id, inboxId }, simulator, sink),
    async play(path, body) {
      const response = await fetch(`${simulator.url}/control/${path}`, { method: "POST", body: JSON.stringify(body) });
      if (!response.ok) throw new Error(await response.text());
    },
    async close() {
      await simulator.close();
      await sink.close();
    },
  };
}

/** The group with its conversation, read in full. */
async function firstReading(accountId: number, inboxId: number): Promise<number> {
  const ctx = systemContext(accountId);
  const inbox = (await findIngestInbox(ctx, inboxId)) as IngestInbox;
  const event = { type: "group" as const, id: GROUP, isNew: true, at: null };
  await transaction(ctx, (tx) => applyGroupChange(tx, inbox, event, new Date(Date.now() - 60_000)));
  const [group] = await runtime().db.select().from(contacts).where(eq(contacts.accountId, accountId));
  if (!group) throw new Error("The group has no contact");
  await syncGroup({ accountId, contactId: group.id });
  return group.id;
}

const taken = new WeakMap<AnsweringServer, number>();

async function ingestPosted(
  of: { accountId: number; inboxId: number },
  simulator: RunningSimulator,
  sink: AnsweringServer,
): Promise<void> {
  await simulator.idle();
  const from = taken.get(sink) ?? 0;
  taken.set(sink, sink.requests.length);
  for (const { body } of sink.requests.slice(from)) await storeInboundEvent({ ...of, dedupeKey: null, body });
  await ingestInbox(of);
}

function looks(accountId: number, groupId: number) {
  const memberRows = () => runtime().sql<{ id: number; phone: string; role: string }[]>`
    select m.id, replace(c.phone_number, '+', '') as phone, m.role from group_members m join contacts c on c.id = m.contact_id
    where m.account_id = ${accountId} and m.group_contact_id = ${groupId} and m.is_active order by m.id`;
  return {
    async attributes() {
      const [row] = await runtime().db.select().from(contacts).where(eq(contacts.id, groupId));
      return { name: row?.name, ...row?.additionalAttributes };
    },
    async lines() {
      const rows = await runtime().sql<{ content: string }[]>`
        select content from messages where account_id = ${accountId} and message_type = 2 order by id`;
      return rows.map((row) => row.content);
    },
    members: async () => Object.fromEntries((await memberRows()).map((row) => [row.phone, row.role])),
    async memberId(phone: string) {
      const row = (await memberRows()).find((member) => member.phone === phone);
      if (!row) throw new Error(`${phone} is no member`);
      return row.id;
    },
  };
}
