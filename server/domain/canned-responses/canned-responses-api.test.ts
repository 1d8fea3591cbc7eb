import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedCannedResponse } from "#db/testing/seed-settings.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/canned_responses/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/canned_responses/route.ts";
import { listCannedResponses } from "./list-canned-responses.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.outside.token });
const at = (id: number) => ({ params: { account_id: account.id, id }, token: account.outside.token });

test("create: 200 with the row, with or without root key, by any agent", async () => {
  const result = await call(all.POST, { ...here(), body: { short_code: "hi", content: "Hello!\n" } });
  expect([result.status, result.body]).toEqual([
    200,
    {
      id: expect.any(Number),
      account_id: account.id,
      short_code: "hi",
      content: "Hello!\n",
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    },
  ]);
  const wrapped = await call(all.POST, { ...here(), body: { canned_response: { short_code: "bye", content: "Bye" } } });
  expect(wrapped.body.short_code).toBe("bye");
});

test.each([
  [{ content: "x" }, "Short code can't be blank"],
  [{ short_code: "x", content: " " }, "Content can't be blank"],
  [{ short_code: "x".repeat(256), content: "x" }, "Short code is too long (maximum is 255 characters)"],
])("create: 422 for %j", async (body, message) => {
  const result = await call(all.POST, { ...here(), body });
  expect([result.status, result.body]).toEqual([422, expect.objectContaining({ message })]);
});

test("create and update: 422 for a short code that the account has; another account may have it too", async () => {
  const { id } = await seedCannedResponse(account.id, { shortCode: "hi" });
  await seedCannedResponse(account.id, { shortCode: "bye" });
  const taken = { message: "Short code has already been taken", attributes: ["short_code"] };
  const created = await call(all.POST, { ...here(), body: { short_code: "hi", content: "x" } });
  const changed = await call(one.PATCH, { ...at(id), body: { short_code: "bye" } });
  expect([created.status, created.body, changed.status, changed.body]).toEqual([422, taken, 422, taken]);
  await seedCannedResponse(account.other.id, { shortCode: "hi" });
});

test("list: by short code; a search ranks the beginning of the code before the code before the text", async () => {
  await seedCannedResponse(account.id, { shortCode: "zz", content: "our refund rules" });
  await seedCannedResponse(account.id, { shortCode: "no-refund", content: "x" });
  await seedCannedResponse(account.id, { shortCode: "refund", content: "x" });
  await seedCannedResponse(account.id, { shortCode: "aa", content: "100%" });
  await seedCannedResponse(account.other.id, { shortCode: "refund-other", content: "x" });
  const codes = async (query: string) =>
    (await call(all.GET, { ...here(), query })).body.map((response) => response.short_code);
  expect(await codes("")).toEqual(["aa", "no-refund", "refund", "zz"]);
  expect(await codes("?search=REFUND")).toEqual(["refund", "no-refund", "zz"]);
  expect(await codes("?search=%25")).toEqual(["aa"]);
  await expectStatements(1, () => listCannedResponses(account.inside.ctx, { search: "refund" }));
});

test("update and delete: 200, and 404 for one of another account", async () => {
  const { id } = await seedCannedResponse(account.id);
  const changed = await call(one.PATCH, { ...at(id), body: { content: "New" } });
  expect([changed.status, changed.body.content]).toEqual([200, "New"]);
  const deleted = await call(one.DELETE, at(id));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  const strange = await seedCannedResponse(account.other.id);
  expect((await call(one.PATCH, { ...at(strange.id), body: { content: "x" } })).status).toBe(404);
  expect((await call(one.DELETE, at(strange.id))).status).toBe(404);
});
