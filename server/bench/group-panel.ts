import { runtime } from "../platform/runtime.ts";
import { atMost, type Scenario } from "./finding.ts";
import type { Lab } from "./open-lab.ts";
import { percentile } from "./statistics.ts";

const MEMBERS = 1000;
const CALLS = 60;
const WARM_UP = 5;

/** What the panel of a large group asks for when it opens, and what a search in it asks for. */
export const groupPanel: Scenario = {
  name: "group",
  title: `The panel of a group of ${MEMBERS} members`,
  async run(lab) {
    const groupId = await gather(lab);
    const server = await lab.startServer();
    try {
      const list = `${server.url}/api/v1/accounts/${lab.accountId}/contacts/${groupId}/group_members`;
      const first: number[] = [];
      const searched: number[] = [];
      for (let round = 0; round < lab.options.rounds; round++) {
        first.push(await speedOf(lab, list));
        searched.push(await speedOf(lab, `${list}?q=member%207`));
      }
      return [
        atMost("first page of members, p95", "ms", first, 200),
        atMost("a search among them, p95", "ms", searched, 200),
      ];
    } finally {
      await server.stop();
    }
  },
};

/** A group in the lab's first inbox. @returns the id of its contact */
async function gather({ accountId, inboxes }: Lab): Promise<number> {
  const inboxId = inboxes[0]?.id ?? 0;
  const { sql } = runtime();
  const [group] = await sql<{ id: number }[]>`
    insert into contacts (account_id, name, group_type) values (${accountId}, 'Everybody', 'group') returning id`;
  if (!group) throw new Error("The group was not made");
  await sql`insert into groups (account_id, contact_id) values (${accountId}, ${group.id})`;
  await sql`
    insert into contact_inboxes (account_id, contact_id, inbox_id, source_id)
    values (${accountId}, ${group.id}, ${inboxId}, '120363020000000001@g.us')`;
  await sql`
    with people as (
      insert into contacts (account_id, name, phone_number)
      select ${accountId}::bigint, 'Member ' || n, '+1415' || lpad(n::text, 7, '0') from generate_series(1, ${MEMBERS}) n
      returning account_id, id)
    insert into group_members (account_id, group_contact_id, contact_id, role)
    select account_id, ${group.id}, id, case when id % 100 = 0 then 'admin' else 'member' end from people`;
  await sql`analyze contacts, groups, group_members, contact_inboxes`;
  return group.id;
}

/** @returns milliseconds that 95 of 100 answers take at most */
async function speedOf({ agent }: Lab, url: string): Promise<number> {
  const took: number[] = [];
  for (let turn = -WARM_UP; turn < CALLS; turn++) {
    const started = performance.now();
    const response = await fetch(url, { headers: { api_access_token: agent.token } });
    const body = (await response.json()) as { payload?: unknown[] };
    if (!response.ok || !body.payload?.length) throw new Error(`${url} answered ${response.status} without members`);
    if (turn >= 0) took.push(performance.now() - started);
  }
  return percentile(took, 0.95);
}
