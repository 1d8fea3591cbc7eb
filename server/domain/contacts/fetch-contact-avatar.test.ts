import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contacts } from "#db/schema/contacts.ts";
import { seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "#server/platform/runtime.ts";
import { fetchContactAvatar } from "./fetch-contact-avatar.ts";

let server: Server;
let url: string;
let accountId: number;
let answer: { status: number; body: Buffer };

beforeAll(async () => {
  await startTestRuntime();
  accountId = (await seedAccount()).id;
  server = createServer((_request, response) => {
    response.writeHead(answer.status);
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pictures/123_n.jpg?size=full`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await stopTestRuntime();
});

const row = async (id: number) => (await runtime().db.select().from(contacts).where(eq(contacts.id, id)))[0];

async function contactWithPicture() {
  const [contact] = await runtime().db.insert(contacts).values({ accountId, avatarUrl: url }).returning();
  return { accountId, contactId: contact?.id as number };
}

test("a picture is copied, and a new one replaces the old file", async () => {
  answer = {
    status: 200,
    body: await sharp({ create: { width: 800, height: 600, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
  };
  const of = await contactWithPicture();
  await fetchContactAvatar(of);
  const first = await row(of.contactId);
  expect(first).toMatchObject({ avatarKey: expect.stringMatching(/\/123_n\.jpg$/), revision: 2 });
  const stored = await sharp((await runtime().storage.read(first?.avatarKey ?? "")) ?? Buffer.alloc(0)).metadata();
  expect([stored.width, stored.height, stored.format]).toEqual([512, 512, "jpeg"]);
  await fetchContactAvatar(of);
  const second = await row(of.contactId);
  expect(second?.avatarKey).not.toBe(first?.avatarKey);
  expect(await runtime().storage.head(first?.avatarKey ?? "")).toBeNull();
});

test("what is gone or is no picture changes nothing; a host in trouble is tried again", async () => {
  const of = await contactWithPicture();
  answer = { status: 404, body: Buffer.from("") };
  await fetchContactAvatar(of);
  answer = { status: 200, body: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") };
  await fetchContactAvatar(of);
  expect(await row(of.contactId)).toMatchObject({ avatarKey: null, revision: 1 });
  answer = { status: 503, body: Buffer.from("") };
  await expect(fetchContactAvatar(of)).rejects.toThrow("503");
});
