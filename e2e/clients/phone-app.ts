import { PASSWORD } from "../house/open-house.ts";
import { Caller } from "./caller.ts";
import { test as base, expect, type Firm } from "./client-test.ts";

interface Me {
  id: number;
  account_id: number;
  pubsub_token: string;
}

/** The app after signing in with a password: three headers go with every request from then on. */
interface App {
  me: Me;
  /** Of the installation: `/api`, `/auth`. */
  root: Caller;
  /** Not of an account: profile and push subscriptions. */
  own: Caller;
  account: Caller;
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** The app of the agent, and an inbox of theirs with a customer. */
export const test = base.extend<{ app: App; shop: Shop }>({
  app: async ({ firm, baseURL }, use) => use(await signIn(baseURL ?? "", firm.ben.email)),
  shop: async ({ firm, baseURL }, use) => use(await openShop(baseURL ?? "", firm)),
});

async function signIn(baseURL: string, email: string): Promise<App> {
  const answer = await new Caller(baseURL).send<{ data: Me }>("POST", "/auth/sign_in", { email, password: PASSWORD });
  expect(answer.status).toBe(200);
  const header = (name: string) => answer.headers.get(name) ?? "";
  const headers = { "access-token": header("access-token"), uid: header("uid"), client: header("client") };
  expect(headers).toEqual({
    "access-token": expect.stringMatching(/.+/),
    uid: email,
    client: expect.stringMatching(/.+/),
  });
  const me = answer.body.data;
  const root = new Caller(baseURL, headers);
  return { me, root, own: root.at("/api/v1"), account: root.at(`/api/v1/accounts/${me.account_id}`) };
}

/** A customer with an API inbox whose messages arrive by the public API. */
async function openShop(baseURL: string, firm: Firm) {
  const admin = new Caller(`${baseURL}/api/v1/accounts/${firm.accountId}`, { api_access_token: firm.ada.access_token });
  const made = { name: "App", channel: { type: "api" }, enable_auto_assignment: false };
  const inbox = await admin.post<{ id: number; inbox_identifier: string }>("/inboxes", made);
  await admin.post("/inbox_members", { inbox_id: inbox.id, user_ids: [firm.ben.id] });
  const customers = new Caller(`${baseURL}/public/api/v1/inboxes/${inbox.inbox_identifier}`);
  const person = { name: "Mara Quill", email: "mara@example.com" };
  const contact = await customers.post<{ source_id: string; pubsub_token: string }>("/contacts", person);
  const mara = customers.at(`/contacts/${contact.source_id}`);
  const { id } = await mara.post<{ id: number }>("/conversations", {});
  const writes = (content: string) => mara.post<{ id: number }>(`/conversations/${id}/messages`, { content });
  return { admin, inbox, id, mara, writes, pubsubToken: contact.pubsub_token };
}

/** @param path  of a conversation */
export async function contactIdOf(app: App, path: string): Promise<number> {
  const { meta } = await app.account.get<{ meta: { sender: { id: number } } }>(path);
  return meta.sender.id;
}

export { expect };
