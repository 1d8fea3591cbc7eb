import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { GET } from "../../../app/files/[token]/[name]/route.ts";
import { runtime } from "../runtime.ts";
import { avatarLink, fileLink, signFileLink, verifyFileLink } from "./file-link.ts";
import { parseRange } from "./parse-range.ts";

const text = "0123456789";

beforeAll(async () => {
  await startTestRuntime({ APP_URL: "https://inbox.example" });
  await runtime().storage.put("accounts/1/f", Buffer.from(text), { contentType: "text/plain" });
  await runtime().storage.put("accounts/1/empty", Buffer.alloc(0), { contentType: "text/plain" });
});
afterAll(stopTestRuntime);

async function get(
  headers: Record<string, string> = {},
  { contentType = "image/png", fileName = "a.png", method = "GET", key = "accounts/1/f" } = {},
) {
  const link = fileLink(key, { contentType, fileName });
  const token = new URL(link).pathname.split("/")[2] ?? "";
  return GET(new Request(link, { method, headers }), { params: Promise.resolve({ token, name: "file" }) });
}

test("a file is sent whole, cacheable, unsniffed, in a sandbox", async () => {
  const response = await get();
  expect(await response.text()).toBe(text);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": "10",
    "content-disposition": "inline; filename=\"a.png\"; filename*=UTF-8''a.png",
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
});

test.each([
  "image/svg+xml",
  "text/html",
  "application/xhtml+xml",
  "text/xml",
  "application/javascript",
  "application/x-unknown",
  "",
  "TEXT/HTML; charset=utf-8",
])("%j is a download without a type", async (contentType) => {
  const { headers } = await get({}, { contentType });
  expect(headers.get("content-disposition")).toMatch(/^attachment;/);
  expect(headers.get("content-type")).toBe("application/octet-stream");
});

test.each([
  ["Relatório (1) final, v2.pdf", "Relatório (1) final, v2.pdf"],
  ["a/b\\c:d?e#f%g.txt", "a_b_c_d_e#f_g.txt"],
  ["..", "file"],
  [`${"𠀀".repeat(120)}.png`, `${"𠀀".repeat(96)}.png`],
])("the link of %j ends in the name, as programs read it from there", (fileName, name) => {
  const { pathname, search, hash } = new URL(fileLink("accounts/1/f", { fileName }));
  expect(pathname).not.toMatch(/[()'!*]/);
  expect([decodeURIComponent(pathname.split("/")[3] ?? ""), search, hash]).toEqual([name, "", ""]);
});

test("a name with any characters is one name and no other header", async () => {
  const { headers } = await get({}, { fileName: 'Rëchnung "1"\r\nX: y.pdf', contentType: "application/pdf" });
  expect(headers.get("content-disposition")).toBe(
    "inline; filename=\"R_chnung _1___X: y.pdf\"; filename*=UTF-8''R%C3%ABchnung%20%221%22%0D%0AX%3A%20y.pdf",
  );
});

test("a part of a file is 206 with its place, a part outside is 416", async () => {
  const part = await get({ range: "bytes=2-4" });
  expect([
    part.status,
    await part.text(),
    part.headers.get("content-range"),
    part.headers.get("content-length"),
  ]).toEqual([206, "234", "bytes 2-4/10", "3"]);
  expect(await (await get({ range: "bytes=-3" })).text()).toBe("789");
  const outside = await get({ range: "bytes=10-" });
  expect([outside.status, outside.headers.get("content-range")]).toEqual([416, "bytes */10"]);
});

test("who has the file gets 304; a part of another state becomes the whole", async () => {
  const etag = (await get()).headers.get("etag") ?? "";
  const known = await get({ "if-none-match": `"x", W/${etag}` });
  expect([known.status, await known.text()]).toEqual([304, ""]);
  expect((await get({ range: "bytes=0-1", "if-range": etag })).status).toBe(206);
  expect((await get({ range: "bytes=0-1", "if-range": '"old"' })).status).toBe(200);
});

test("HEAD has the headers and no body; empty files and missing ones are fine", async () => {
  const head = await get({}, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  expect(await (await get({}, { key: "accounts/1/empty" })).text()).toBe("");
  expect((await get({}, { key: "accounts/1/none" })).status).toBe(404);
});

test("only links that we signed are served, and each file keeps its link", async () => {
  const link = fileLink("accounts/1/f", { contentType: "image/png", fileName: "my cat/?.png" });
  expect(link).toMatch(/^https:\/\/inbox\.example\/files\/[\w-]+\.[\w-]+\/my%20cat_\.png$/);
  expect(fileLink("accounts/1/f", { contentType: "image/png", fileName: "my cat/?.png" })).toBe(link);
  expect(avatarLink(null)).toBe("");
  const token = signFileLink("accounts/1/f", { contentType: "image/png" });
  expect(verifyFileLink(token)).toEqual({ key: "accounts/1/f", contentType: "image/png", fileName: null });
  const forged = `${Buffer.from('["accounts/2/f","text/html",null]').toString("base64url")}.${token.split(".")[1]}`;
  for (const bad of [forged, "", ".", token.slice(0, -2)]) expect(verifyFileLink(bad)).toBeNull();
  const params = Promise.resolve({ token: forged, name: "file" });
  expect((await GET(new Request("https://inbox.example/"), { params })).status).toBe(404);
});

test.each([
  [null, null],
  ["bytes=0-", { start: 0, end: 9 }],
  ["bytes=9-20", { start: 9, end: 9 }],
  ["bytes=-20", { start: 0, end: 9 }],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=5-4", null],
  ["bytes=0-1,3-4", null],
  ["items=0-1", null],
  ["bytes=-", null],
])("of ten bytes %j means %j", (header, range) => {
  expect(parseRange(header, 10)).toEqual(range);
});
