import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedInbox, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as assignments from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/assignments/route.ts";
import * as labels from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/labels/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/route.ts";
import * as togglePriority from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/toggle_priority/route.ts";
import * as toggleStatus from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/toggle_status/route.ts";
import * as unread from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/unread/route.ts";
import * as lastSeen from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/update_last_seen/route.ts";
import * as meta from "../../../app/api/v1/accounts/[account_id]/conversations/meta/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = (query = "") => ({ params: { account_id: account.id }, token: account.inside.token, query });
const at = (conversation_id: number, token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id },
  token,
});
const activities = async () => {
  const rows = await runtime().sql<{ content: string }[]>`
    select content from messages where account_id = ${account.id} and message_type = 2 order by id`;
  return rows.map((row) => row.content);
};

describe("list", () => {
  test("200: only what the caller may see, newest activity first, counts equal the lists, few statements", async () => {
    const hidden = await seedInbox(account.id, []);
    const first = await seedConversation(account, { lastActivityAt: new Date("2026-01-01") });
    await seedMessage(account.id, first, { createdAt: new Date("2026-01-01") });
    const second = await seedConversation(account, {
      assigneeId: account.inside.id,
      lastActivityAt: new Date("2027-01-02"),
    });
    await seedConversation(account, { inboxId: hidden.id });
    const result = await expectStatements(6, () => call(all.GET, here()));
    expect(result.status).toBe(200);
    expect(result.body.data.payload.map((row) => row.id)).toEqual([second.displayId, first.displayId]);
    expect(result.body.data.meta).toEqual({ mine_count: 1, assigned_count: 1, unassigned_count: 1, all_count: 2 });
    const mine = await call(all.GET, here("?assignee_type=me"));
    expect(mine.body.data.payload).toHaveLength(1);
    expect(mine.body.data.meta.all_count).toBe(2);
    const asAdmin = await call(all.GET, { ...here(), token: account.admin.token });
    expect(asAdmin.body.data.meta.all_count).toBe(3);
  });

  test("200: filters by status, label, inbox and kind; pages do not overlap; a page past the end is empty", async () => {
    for (let count = 0; count < 27; count++) await seedConversation(account, { labels: count % 2 ? ["vip"] : [] });
    await seedConversation(account, { status: "resolved", groupType: "group" });
    expect((await call(all.GET, here("?status=resolved"))).body.data.payload).toHaveLength(1);
    for (const query of ["?labels[]=vip", "?labels=vip,other", "?labels[]=other&labels[]=vip"]) {
      expect((await call(all.GET, here(query))).body.data.meta.all_count).toBe(13);
    }
    expect((await call(all.GET, here("?status=all&group_type=group"))).body.data.meta.all_count).toBe(1);
    const ids = new Set<number>();
    for (const page of [1, 2, 3]) {
      for (const row of (await call(all.GET, here(`?page=${page}`))).body.data.payload) ids.add(row.id);
    }
    expect(ids.size).toBe(27);
    expect((await call(all.GET, here(`?inbox_id=${account.other.inbox.id}`))).body.data.payload).toEqual([]);
    expect((await call(meta.GET, here())).body.meta.all_count).toBe(27);
  });

  test("401 for strangers and nobody, 404 for a team of another account", async () => {
    expect((await call(all.GET, { ...here(), token: account.other.admin.token })).status).toBe(401);
    expect((await call(all.GET, { params: { account_id: account.id } })).status).toBe(401);
    expect((await call(all.GET, here("?team_id=999999"))).status).toBe(404);
  });
});

describe("show", () => {
  test("200 inside, 401 without access, 404 unknown or of another account", async () => {
    const conversation = await seedConversation(account);
    const foreign = await seedConversation(account.other);
    expect((await call(one.GET, at(conversation.displayId))).body).toMatchObject({
      id: conversation.displayId,
      status: "open",
      can_reply: true,
    });
    expect((await call(one.GET, at(conversation.displayId, account.outside.token))).status).toBe(401);
    expect((await call(one.GET, at(foreign.displayId + 1000))).status).toBe(404);
    expect((await call(one.GET, at(conversation.displayId, account.other.admin.token))).status).toBe(401);
  });
});

describe("status", () => {
  test("toggles, and tells the thread who did it", async () => {
    const { displayId } = await seedConversation(account);
    const resolved = await call(toggleStatus.POST, { ...at(displayId, account.admin.token), body: {} });
    expect(resolved.body.payload).toEqual({
      success: true,
      conversation_id: displayId,
      current_status: "resolved",
      snoozed_until: null,
    });
    await call(toggleStatus.POST, { ...at(displayId, account.admin.token), body: {} });
    expect((await activities()).map((line) => line.replace(/by .*/, "by …"))).toEqual([
      "Conversation was marked resolved by …",
      "Conversation was reopened by …",
    ]);
  });

  test("an agent who opens one takes it; an administrator does not", async () => {
    const { displayId } = await seedConversation(account, { status: "resolved" });
    await call(toggleStatus.POST, { ...at(displayId), body: { status: "open" } });
    expect((await call(one.GET, at(displayId))).body.meta.assignee).toMatchObject({ id: account.inside.id });
  });

  test("snoozes until a time in unix seconds; 422 names what is wrong", async () => {
    const { displayId } = await seedConversation(account);
    const until = Math.floor(Date.now() / 1000) + 3600;
    const snoozed = await call(toggleStatus.POST, {
      ...at(displayId),
      body: { status: "snoozed", snoozed_until: String(until) },
    });
    expect(snoozed.body.payload.snoozed_until).toBe(new Date(until * 1000).toISOString());
    expect(
      (await call(toggleStatus.POST, { ...at(displayId), body: { status: "snoozed", snoozed_until: "soon" } })).status,
    ).toBe(422);
    const wrong = await call(toggleStatus.POST, { ...at(displayId), body: { status: "asleep" } });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("tatus");
  });
});

describe("assignment", () => {
  test("200 assigns, null unassigns, an unknown id unassigns", async () => {
    const { displayId } = await seedConversation(account);
    const assigned = await call(assignments.POST, { ...at(displayId), body: { assignee_id: account.admin.id } });
    expect(assigned.body).toMatchObject({ id: account.admin.id });
    expect((await call(assignments.POST, { ...at(displayId), body: { assignee_id: null } })).body).toBeNull();
    await call(assignments.POST, { ...at(displayId), body: { assignee_id: account.inside.id } });
    expect(
      (await call(assignments.POST, { ...at(displayId), body: { assignee_id: account.other.admin.id } })).body,
    ).toBeNull();
    expect((await call(one.GET, at(displayId))).body.meta.assignee).toBeUndefined();
  });

  test("of two claims one wins and the other is told who", async () => {
    const { displayId } = await seedConversation(account);
    const claim = (person: { id: number; token: string }) =>
      call(assignments.POST, {
        ...at(displayId, person.token),
        body: { assignee_id: person.id, if_assignee_id: null },
      });
    const results = await Promise.all([claim(account.admin), claim(account.inside)]);
    expect(results.map((result) => result.status).sort()).toEqual([200, 409]);
    expect(results.find((result) => result.status === 409)?.text).toContain("took this conversation");
  });
});

describe("the rest", () => {
  test("priority is set, changed and removed, each with its line", async () => {
    const { displayId } = await seedConversation(account);
    for (const priority of ["high", "urgent", null])
      await call(togglePriority.POST, { ...at(displayId), body: { priority } });
    expect((await activities()).map((line) => line.replace(/^.*? (set|changed|removed)/, "$1"))).toEqual([
      "set the priority to high",
      "changed the priority from high to urgent",
      "removed the priority urgent",
    ]);
    expect(
      (await call(one.PATCH, { ...at(displayId), body: { priority: "low", status: "resolved" } })).body,
    ).toMatchObject({
      priority: "low",
      status: "open",
    });
  });

  test("labels are replaced, repeats dropped", async () => {
    const { displayId } = await seedConversation(account, { labels: ["old"] });
    const result = await call(labels.POST, { ...at(displayId), body: { labels: ["vip", "vip", " new "] } });
    expect(result.body).toEqual({ payload: ["vip", "new"] });
    expect((await call(labels.GET, at(displayId))).body).toEqual({ payload: ["vip", "new"] });
    const written = await call(labels.POST, { ...at(displayId), body: { labels: "late, vip" } });
    expect(written.body).toEqual({ payload: ["late", "vip"] });
  });

  test("seen clears the unread count, unread brings it back", async () => {
    const conversation = await seedConversation(account, { unreadCount: 3 });
    await seedMessage(account.id, conversation);
    expect((await call(lastSeen.POST, at(conversation.displayId))).body).toMatchObject({ unread_count: 0 });
    const marked = await call(unread.POST, at(conversation.displayId));
    expect(marked.body.unread_count).toBe(1);
    expect(marked.body.agent_last_seen_at).toBeGreaterThan(0);
  });

  test("create: with contact and inbox, with its first message; strangers' inboxes and contacts are refused", async () => {
    const { contactId } = await seedConversation(account);
    const body = { inbox_id: String(account.inbox.id), contact_id: String(contactId), message: { content: "Hi" } };
    const made = await call(all.POST, { ...here(), body });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ status: "open", messages: [{ content: "Hi", message_type: 1 }] });
    expect((await call(all.POST, { ...here(), body: { ...body, inbox_id: account.other.inbox.id } })).status).toBe(404);
    expect((await call(all.POST, { ...here(), token: account.outside.token, body })).status).toBe(401);
    expect((await call(all.POST, { ...here(), body: { inbox_id: account.inbox.id } })).status).toBe(422);
  });
});
