import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedConversation,
  seedMessage,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as edit from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/edit_content/route.ts";
import * as retry from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/retry/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/route.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: process.env.TEST_LOG ?? "silent" });
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account);
});
afterAll(stopTestRuntime);

const here = (query = "", token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id: conversation.displayId },
  token,
  query,
});
const at = (message_id: number, token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id: conversation.displayId, message_id },
  token,
});
const send = (body: unknown) => call(all.POST, { ...here(), body });

describe("create", () => {
  test("200: an outgoing text of the caller, with the echo id given back", async () => {
    const result = await send({ content: "Hi", echo_id: "e-1" });
    expect(result.status).toBe(200);
    expect(result.body).toMatchObject({
      content: "Hi",
      echo_id: "e-1",
      message_type: 1,
      status: "sent",
      sender: { id: account.inside.id, type: "user" },
    });
  });

  test("200: who answers has seen what came before", async () => {
    await runtime().sql`update conversations set unread_count = 3 where id = ${conversation.id}`;
    await send({ content: "For us", private: true });
    expect(await runtime().sql`select unread_count from conversations where id = ${conversation.id}`).toMatchObject([
      { unread_count: 3 },
    ]);
    await send({ content: "Hi" });
    expect(await runtime().sql`select unread_count from conversations where id = ${conversation.id}`).toMatchObject([
      { unread_count: 0 },
    ]);
  });

  test("200: multipart with a file, JSON attributes and flags as text", async () => {
    const form = new FormData();
    form.set("content", "See file");
    form.set("private", "false");
    form.set("content_attributes", '{"custom":1}');
    form.append("attachments[]", new File(["hello"], "notes.txt", { type: "text/plain" }));
    const { status, body } = await send(form);
    expect(status).toBe(200);
    expect(body.private).toBe(false);
    expect(body.content_attributes).toMatchObject({ custom: 1 });
    expect(body.attachments).toMatchObject([
      { file_type: "file", file_name: "notes.txt", file_size: 5, extension: "txt", state: "ready" },
    ]);
  });

  test("200: a reply finds what it quotes by either id; an unknown one quotes nothing", async () => {
    const quoted = await seedMessage(account.id, conversation, { sourceId: "P-1", providerMessageId: "P-1" });
    const byId = await send({ content: "a", content_attributes: { in_reply_to: quoted.id } });
    expect(byId.body.content_attributes).toMatchObject({ in_reply_to: quoted.id, in_reply_to_external_id: "P-1" });
    const byExternal = await send({ content: "b", content_attributes: { in_reply_to_external_id: "P-1" } });
    expect(byExternal.body.content_attributes).toMatchObject({ in_reply_to: quoted.id });
    const unknown = await send({ content: "c", content_attributes: { in_reply_to: 999_999 } });
    expect(unknown.body.content_attributes).toMatchObject({ in_reply_to: null, in_reply_to_external_id: null });
  });

  test("200: an API inbox takes incoming messages, which count as unread and reopen", async () => {
    await runtime().sql`update conversations set status = 'resolved' where id = ${conversation.id}`;
    const { body } = await send({ content: "From the customer", message_type: "incoming" });
    expect(body).toMatchObject({ message_type: 0, sender: { id: conversation.contactId, type: "contact" } });
    const [row] = await runtime().sql`select status, unread_count from conversations where id = ${conversation.id}`;
    expect(row).toEqual({ status: "open", unread_count: 1 });
  });

  test("a customer's message is their last activity, an agent's is not", async () => {
    const lastActivity = async () => {
      const [row] = await runtime().sql<{ at: string | null }[]>`
        select last_activity_at as at from contacts where id = ${conversation.contactId}`;
      return row?.at ? new Date(row.at).getTime() : null;
    };
    await runtime().sql`update contacts set last_activity_at = null where id = ${conversation.contactId}`;
    await send({ content: "From the team" });
    expect(await lastActivity()).toBeNull();
    const before = Date.now();
    await send({ content: "From the customer", message_type: "incoming" });
    expect(await lastActivity()).toBeGreaterThanOrEqual(before - 1000);
  });

  test("422 for too much text, too many files, an unknown type; nothing is stored", async () => {
    expect(await send({ content: "x".repeat(150_001) })).toMatchObject({
      status: 422,
      body: { error: "Validation failed: Content is too long (maximum is 150000 characters)" },
    });
    const form = new FormData();
    for (let count = 0; count < 16; count++) form.append("attachments[]", new File(["a"], `${count}.txt`));
    expect((await send(form)).body).toEqual({ error: "Validation failed: Attachments exceeded maximum allowed" });
    expect((await send({ content: "a", message_type: "shout" })).status).toBe(422);
    expect(await runtime().sql`select 1 from messages where account_id = ${account.id}`).toHaveLength(0);
  });

  test("files of a message that is refused do not stay in storage", async () => {
    const folder = path.join(runtime().config.storageUrl.replace("file:", ""), "accounts", String(account.id));
    const files = async () =>
      (existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : []).filter((entry) =>
        entry.isFile(),
      );
    const file = new File(["a,b"], "prices.csv", { type: "text/csv" });
    const refused = new FormData();
    refused.append("attachments[]", file);
    refused.append("content_type", "shout");
    expect((await send(refused)).status).toBe(422);
    const unknownId = new FormData();
    unknownId.append("attachments[]", file);
    unknownId.append("attachments[]", "no-such-file");
    expect((await send(unknownId)).status).toBe(422);
    expect(await files()).toEqual([]);
    const taken = new FormData();
    taken.append("attachments[]", file);
    expect((await send(taken)).status).toBe(200);
    expect(await files()).toHaveLength(1);
  });

  test("401 without access, 404 in an unknown conversation; a bot may write", async () => {
    expect((await call(all.POST, { ...here("", account.outside.token), body: { content: "a" } })).status).toBe(401);
    expect((await call(all.POST, { ...here("", account.other.admin.token), body: { content: "a" } })).status).toBe(401);
    expect(
      (
        await call(all.POST, {
          ...here(),
          params: { account_id: account.id, conversation_id: 4711 },
          body: { content: "a" },
        })
      ).status,
    ).toBe(404);
    const byBot = await call(all.POST, { ...here("", account.bot.token), body: { content: "beep" } });
    expect(byBot.body.sender).toMatchObject({ type: "agent_bot" });
  });
});

describe("list", () => {
  test("200: oldest first, cursors by id, in two statements", async () => {
    const ids: number[] = [];
    for (let count = 0; count < 25; count++) {
      ids.push(
        (
          await seedMessage(account.id, conversation, {
            content: String(count),
            createdAt: new Date(1_700_000_000_000 + count),
          })
        ).id,
      );
    }
    const latest = await expectStatements(4, () => call(all.GET, here()));
    expect(latest.body.payload.map((message) => message.id)).toEqual(ids.slice(5));
    expect(latest.body.meta.contact).toMatchObject({ id: conversation.contactId });
    const older = await call(all.GET, here(`?before=${ids[5]}`));
    expect(older.body.payload.map((message) => message.id)).toEqual(ids.slice(0, 5));
    const newer = await call(all.GET, here(`?after=${ids[20]}`));
    expect(newer.body.payload.map((message) => message.id)).toEqual(ids.slice(21));
    const between = await call(all.GET, here(`?after=${ids[3]}&before=${ids[6]}`));
    expect(between.body.payload.map((message) => message.id)).toEqual(ids.slice(3, 6));
  });

  test("200: around a message, however far its id and its time are from its neighbours'", async () => {
    const seedAt = async (minute: number) =>
      (
        await seedMessage(account.id, conversation, {
          content: String(minute),
          createdAt: new Date(1.7e12 + minute * 6e4),
        })
      ).id;
    // Arrived in another order than written, some at the same time.
    const minutes = [...Array(30).keys()].flatMap((minute) => (minute === 7 ? [7, 7, 7] : [minute])).toReversed();
    const rows: { id: number; minute: number }[] = [];
    for (const minute of minutes) rows.push({ id: await seedAt(minute), minute });
    const thread = rows.toSorted((a, b) => a.minute - b.minute || a.id - b.id).map(({ id }) => id);
    for (const [at, id] of thread.entries()) {
      const { body } = await call(all.GET, here(`?around=${id}`));
      expect(body.payload.map((message) => message.id)).toEqual(thread.slice(Math.max(0, at - 20), at + 20));
    }
  });

  test("200: a cursor nobody knows stands behind the greatest known id below it", async () => {
    const first = (await seedMessage(account.id, conversation, { createdAt: new Date(1.7e12) })).id;
    await seedMessage(account.id, await seedConversation(account), { createdAt: new Date(1.8e12) });
    const last = (await seedMessage(account.id, conversation, { createdAt: new Date(1.7e12 + 1) })).id;
    const idsOf = async (query: string) => (await call(all.GET, here(query))).body.payload.map((message) => message.id);
    expect(await idsOf(`?before=${first + 1}`)).toEqual([first]);
    expect(await idsOf(`?before=${last + 1000}`)).toEqual([first, last]);
    expect(await idsOf(`?after=${first + 1}`)).toEqual([last]);
    expect(await idsOf(`?after=${last + 1000}`)).toEqual([]);
    expect(await idsOf(`?around=${last + 1000}`)).toEqual([first, last]);
  });
});

describe("change", () => {
  test("delete: text and files go, the row stays; 404 unknown, 401 without access", async () => {
    const { body } = await send({ content: "Oops" });
    const deleted = await call(one.DELETE, at(body.id));
    expect(deleted.body).toMatchObject({ content: "This message was deleted", content_attributes: { deleted: true } });
    expect((await call(one.DELETE, at(999_999))).status).toBe(404);
    expect((await call(one.DELETE, at(body.id, account.outside.token))).status).toBe(401);
  });

  test("delete: a file is deleted in storage as well, but for one that a plan still names", async () => {
    const form = new FormData();
    form.append("attachments[]", new File(["a,b"], "prices.csv", { type: "text/csv" }));
    const { body } = await send(form);
    const planned = await send(form);
    const keysOf = async (id: number) =>
      (await runtime().sql<{ key: string }[]>`select storage_key as key from attachments where message_id = ${id}`)[0]
        ?.key ?? "";
    const [key, plannedKey] = [await keysOf(body.id), await keysOf(planned.body.id)];
    await runtime().sql`
      insert into scheduled_messages (account_id, conversation_id, inbox_id, status, attachment)
      values (${account.id}, ${conversation.id}, ${conversation.inboxId}, 'sent', ${JSON.stringify({ storage_key: plannedKey })}::text::jsonb)`;
    await takeJobs("delete_files");
    await call(one.DELETE, at(body.id));
    await call(one.DELETE, at(planned.body.id));
    expect(await takeJobs("delete_files")).toEqual([{ keys: [key] }]);
  });

  test("update: an API inbox reports the delivery; read never goes back to delivered", async () => {
    const { body } = await send({ content: "Hi" });
    expect((await call(one.PATCH, { ...at(body.id), body: { status: "read" } })).body.status).toBe("read");
    expect((await call(one.PATCH, { ...at(body.id), body: { status: "delivered" } })).body.status).toBe("read");
    const failed = await call(one.PATCH, {
      ...at(body.id),
      body: { status: "failed", external_error: "No such number" },
    });
    expect(failed.body).toMatchObject({ status: "failed", content_attributes: { external_error: "No such number" } });
  });

  test("retry: only what failed, and only once", async () => {
    const { body } = await send({ content: "Hi" });
    expect((await call(retry.POST, at(body.id))).status).toBe(422);
    await call(one.PATCH, { ...at(body.id), body: { status: "failed", external_error: "down" } });
    const results = await Promise.all([call(retry.POST, at(body.id)), call(retry.POST, at(body.id))]);
    expect(results.map((result) => result.status).sort()).toEqual([200, 422]);
  });

  test("edit: keeps the first text; 403 for what the customer wrote; 422 blank", async () => {
    const { body } = await send({ content: "First" });
    await call(edit.PATCH, { ...at(body.id), body: { content: "Second" } });
    const edited = await call(edit.PATCH, { ...at(body.id), body: { content: "Third" } });
    expect(edited.body).toMatchObject({
      content: "Third",
      content_attributes: { is_edited: true, previous_content: "First" },
    });
    const theirs = await seedMessage(account.id, conversation);
    expect((await call(edit.PATCH, { ...at(theirs.id), body: { content: "x" } })).status).toBe(403);
    expect((await call(edit.PATCH, { ...at(body.id), body: { content: " " } })).status).toBe(422);
  });
});
