import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { groupMembers } from "#db/schema/groups.ts";
import { type SeededAccount, seedContact, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { GET } from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_members/route.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";

let account: SeededAccount & { other: SeededAccount };
let groupId: number;
let personId: number;

beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
  const inbox = await seedInbox(account.id, [], { settings: { phone_number: "+5587988465072" } });
  const team = { name: "Team", groupType: "group", identifier: "1@g.us" } as const;
  groupId = (await seedContact(account.id, team, { inboxId: inbox.id, sourceId: "1" })).id;
  personId = await addMember("Ana", "+5511900000001", "member");
  await addMember("Bruno", "+5511900000002", "member");
  await addMember("Caio", "+5511900000003", "admin");
  await addMember("Gone", "+5511900000004", "admin", false);
  await addMember("Our shop", "+558788465072", "admin");
});
afterAll(stopTestRuntime);

async function addMember(
  name: string,
  phoneNumber: string,
  role: "member" | "admin",
  isActive = true,
): Promise<number> {
  const { id: contactId } = await seedContact(account.id, { name, phoneNumber });
  await runtime()
    .db.insert(groupMembers)
    .values({ accountId: account.id, groupContactId: groupId, contactId, role, isActive });
  return contactId;
}

const list = (token: string, id: number, query: Record<string, string> = {}) =>
  call(GET, { token, params: { account_id: account.id, id }, query: `?${new URLSearchParams(query)}` });
const names = ({ body }: Awaited<ReturnType<typeof list>>) => body.payload.map((member) => member.contact.name);

describe("200", () => {
  test("our own number first, then admins, then as they came; who left is not listed", async () => {
    const result = await list(account.outside.token, groupId);
    expect(names(result)).toEqual(["Our shop", "Caio", "Ana", "Bruno"]);
    expect(result.body.meta).toEqual({
      total_count: 4,
      page: 1,
      per_page: 10,
      inbox_phone_number: "+5587988465072",
      is_inbox_admin: true,
    });
  });

  test("a page at a time, at most 100, at least one", async () => {
    expect(names(await list(account.outside.token, groupId, { page: "2", per_page: "2" }))).toEqual(["Ana", "Bruno"]);
    expect((await list(account.outside.token, groupId, { per_page: "1000" })).body.meta.per_page).toBe(100);
    expect((await list(account.outside.token, groupId, { per_page: "0" })).body.meta.per_page).toBe(1);
  });

  test("a search finds part of a name or number and counts what it found", async () => {
    const result = await list(account.outside.token, groupId, { q: "an" });
    expect([names(result), result.body.meta.total_count]).toEqual([["Ana"], 1]);
    expect(names(await list(account.outside.token, groupId, { q: "0003" }))).toEqual(["Caio"]);
    expect(names(await list(account.outside.token, groupId, { q: "%" }))).toEqual([]);
  });

  test("a person has no members", async () => {
    expect((await list(account.outside.token, personId)).body.payload).toEqual([]);
  });
});

test("404 for a group of another account and for none", async () => {
  expect((await list(account.outside.token, 999_999)).status).toBe(404);
  const foreign = await call(GET, {
    token: account.other.admin.token,
    params: { account_id: account.other.id, id: groupId },
  });
  expect(foreign.status).toBe(404);
});

test("401 without a token", async () => {
  expect((await call(GET, { params: { account_id: account.id, id: groupId } })).status).toBe(401);
});
