import { Caller } from "./caller.ts";
import { test as base, expect, type Firm } from "./client-test.ts";
import { openSdk, read, requestWithSdk, type Sdk } from "./sdk.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

// A WhatsApp gateway that keeps an API inbox in step with a phone: it uses the SDK, forms of its own for files, and
// nothing but the webhook to learn what to send.

interface Contact {
  id: number;
  name: string;
  identifier: string | null;
  phone_number: string | null;
  thumbnail: string;
}
interface Message {
  id: number;
  source_id: string | null;
  content_attributes: { in_reply_to?: number | null; in_reply_to_external_id?: string | null };
  attachments?: { data_url: string }[];
}
interface Conversation {
  id: number;
  inbox_id: number;
  status: string;
}
interface Event {
  event: string;
  id: number;
  message_type: string;
  content: string;
  conversation: { id: number; messages: Message[] };
}

const JID = "5511987654321@s.whatsapp.net";
const PHONE = "5511987654321";

class Bridge {
  readonly sdk: Sdk;
  readonly #base: string;
  readonly #token: string;
  readonly accountId: number;

  constructor(baseURL: string, firm: Firm) {
    this.#base = baseURL;
    this.#token = firm.ada.access_token;
    this.accountId = firm.accountId;
    this.sdk = openSdk(baseURL, this.#token);
  }

  /** Its inbox, made when there is none of that name. */
  async findOrCreateInbox(name: string, webhookUrl: string) {
    const { accountId } = this;
    const { payload } = await read<{ payload: { id: number; name: string }[] }>(this.sdk.inboxes.list({ accountId }));
    const known = payload.find((inbox) => inbox.name === name);
    if (known) return known;
    const channel = { type: "api", webhook_url: webhookUrl } as never;
    return read<{ id: number; name: string }>(this.sdk.inboxes.create({ accountId, data: { name, channel } }));
  }

  /** One row per spelling of the number, digits only, joined with OR. */
  async filterByPhone(numbers: string[]): Promise<Contact[]> {
    const rows = numbers.map((number, index) => ({
      attribute_key: "phone_number",
      filter_operator: "equal_to",
      values: [number.replace("+", "")],
      query_operator: index === numbers.length - 1 ? null : "OR",
    }));
    const { payload } = await this.#request<{ payload: Contact[] }>("/contacts/filter", { payload: rows });
    return payload;
  }

  merge = (base: number, mergee: number): Promise<Contact> =>
    this.#request("/actions/contact_merge", { base_contact_id: base, mergee_contact_id: mergee });

  /** Files go as a form of its own making, with nothing but the token. */
  sendFile(conversation: number, form: FormData): Promise<Message> {
    const caller = new Caller(this.#base, { api_access_token: this.#token });
    return caller.post(`/api/v1/accounts/${this.accountId}/conversations/${conversation}/messages`, form);
  }

  readAsContact = (path: string): Promise<unknown> =>
    Promise.resolve(requestWithSdk(this.#base, this.#token, { method: "POST", url: path }));

  #request<T>(path: string, body: object): Promise<T> {
    const url = `/api/v1/accounts/${this.accountId}${path}`;
    return Promise.resolve(requestWithSdk<T>(this.#base, this.#token, { method: "POST", url, body }));
  }
}

const test = base.extend<{ bridge: Bridge; phone: WebhookReceiver }>({
  bridge: async ({ firm, baseURL }, use) => use(new Bridge(baseURL ?? "", firm)),
  // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
  phone: async ({}, use) => {
    const receiver = await startWebhookReceiver();
    await use(receiver);
    await receiver.close();
  },
});

test("a bridge sets its inbox up and commands come back through the webhook", async ({ bridge, phone }) => {
  const { sdk, accountId } = bridge;
  const inbox = await bridge.findOrCreateInbox("shop", `${phone.url}/webhook/shop`);
  expect(await bridge.findOrCreateInbox("shop", "http://elsewhere.example.com")).toMatchObject({ id: inbox.id });

  expect(await bridge.filterByPhone(["+123456"])).toEqual([]);
  const data = { inbox_id: inbox.id, name: "Gateway", phone_number: "+123456", identifier: undefined };
  const made = await read<{ payload: { contact: Contact } }>(
    sdk.contacts.create({ accountId, data: { ...data, avatar_url: "http://127.0.0.1:9/logo.png" } as never }),
  );
  const [found] = await bridge.filterByPhone(["+123456"]);
  expect(found).toMatchObject({ id: made.payload.contact.id, phone_number: "+123456" });

  const contact_id = String(made.payload.contact.id);
  const conversation = await read<Conversation>(
    sdk.conversations.create({ accountId, data: { contact_id, inbox_id: String(inbox.id) } }),
  );
  const sent = await read<Message>(
    sdk.messages.create({
      accountId,
      conversationId: conversation.id,
      data: { content: "init:5511987654321", message_type: "outgoing" },
    }),
  );
  const { body } = await phone.received(({ body }) => body.event === "message_created" && body.id === sent.id);
  expect(body).toMatchObject({
    content: "init:5511987654321",
    message_type: "outgoing",
    private: false,
    inbox: { id: inbox.id, name: "shop" },
    conversation: { id: conversation.id, meta: { sender: { identifier: null, phone_number: "+123456" } } },
  });
});

test("a bridge carries messages of a phone in, files and quotes included", async ({ bridge, phone }) => {
  const { sdk, accountId } = bridge;
  const inbox = await bridge.findOrCreateInbox("shop", phone.url);
  const data = { inbox_id: inbox.id, name: "Joana", identifier: JID, phone_number: `+${PHONE}`, avatar_url: null };
  const made = await read<{ payload: { contact: Contact } }>(sdk.contacts.create({ accountId, data: data as never }));
  const id = made.payload.contact.id;
  const [contact] = await bridge.filterByPhone([`+${PHONE}`, "+551187654321"]);
  expect(contact).toMatchObject({ id, identifier: JID, name: "Joana", thumbnail: "" });
  // A picture that went away is told as null.
  const changed = { name: "Joana Reis", avatar: null, avatar_url: null };
  expect(await sdk.contacts.update({ accountId, id, data: changed as never })).toMatchObject({
    payload: { id, name: "Joana Reis" },
  });
  expect(await sdk.contacts.listConversations({ accountId, id })).toEqual({ payload: [] });
  const opened = await read<Conversation>(
    sdk.conversations.create({
      accountId,
      data: { contact_id: String(id), inbox_id: String(inbox.id), status: "pending" },
    }),
  );
  expect(opened).toMatchObject({ status: "pending" });
  const where = { accountId, conversationId: opened.id };

  const first = await read<Message>(
    sdk.messages.create({
      ...where,
      data: {
        content: "**Oi** _tudo bem_?",
        message_type: "incoming",
        attachments: [],
        private: false,
        source_id: "WAID:AAA1",
        content_attributes: {},
        source_reply_id: null as never,
      },
    }),
  );
  expect(first).toMatchObject({ id: expect.any(Number), source_id: "WAID:AAA1", message_type: 0, private: false });
  const quoting = await read<Message>(
    sdk.messages.create({
      ...where,
      data: {
        content: "E aí?",
        message_type: "incoming",
        private: false,
        source_id: "WAID:AAA2",
        content_attributes: { in_reply_to: first.id, in_reply_to_external_id: "AAA1" },
        source_reply_id: String(first.id),
      },
    }),
  );
  expect(quoting.content_attributes).toMatchObject({ in_reply_to: first.id });

  const form = new FormData();
  form.append("message_type", "incoming");
  form.append("attachments[]", new Blob(["%PDF-1.4 nota"]), "nota-42.pdf");
  form.append("content_attributes", JSON.stringify({ in_reply_to: first.id, in_reply_to_external_id: "AAA1" }));
  form.append("source_reply_id", String(first.id));
  form.append("source_id", "WAID:AAA3");
  const file = await bridge.sendFile(opened.id, form);
  expect(file).toMatchObject({
    source_id: "WAID:AAA3",
    content: null,
    content_attributes: { in_reply_to: first.id },
    attachments: [{ file_type: "file", data_url: expect.stringMatching(/nota-42\.pdf$/) }],
  });
  const bytes = await fetch(file.attachments?.[0]?.data_url ?? "");
  expect(await bytes.text()).toBe("%PDF-1.4 nota");

  // What the phone's owner wrote himself is outgoing and must not be sent once more: its id says where it comes from.
  const echo = await read<Message>(
    sdk.messages.create({
      ...where,
      data: {
        content: "Já vai",
        message_type: "outgoing",
        private: false,
        source_id: "WAID:AAA4",
        content_attributes: {},
      },
    }),
  );
  const { body } = await phone.received(({ body }) => body.event === "message_created" && body.id === echo.id);
  expect(body).toMatchObject({ conversation: { messages: [{ id: echo.id, source_id: "WAID:AAA4" }] } });

  const listed = await read<{ payload: Conversation[] }>(sdk.contacts.listConversations({ accountId, id }));
  expect(listed.payload).toMatchObject([{ id: opened.id, inbox_id: inbox.id, status: "pending" }]);
  expect(await sdk.conversations.get(where)).toMatchObject({
    id: opened.id,
    last_non_activity_message: { conversation: { contact_inbox: { source_id: expect.any(String) } } },
  });
});

test("a bridge sends what agents write, each message once and as itself", async ({ bridge, phone, firm, baseURL }) => {
  const { sdk, accountId } = bridge;
  const inbox = await bridge.findOrCreateInbox("shop", phone.url);
  const data = { inbox_id: inbox.id, name: "Joana", identifier: JID, phone_number: `+${PHONE}` };
  const made = await read<{ payload: { contact: Contact } }>(sdk.contacts.create({ accountId, data }));
  const contact_id = String(made.payload.contact.id);
  const conversation = await read<Conversation>(
    sdk.conversations.create({ accountId, data: { contact_id, inbox_id: String(inbox.id) } }),
  );
  const agent = new Caller(`${baseURL}/api/v1/accounts/${accountId}/conversations/${conversation.id}`, {
    api_access_token: firm.ada.access_token,
  });

  const texts = ["One", "Two", "Three"];
  const written: Message[] = [];
  for (const content of texts) written.push(await agent.post<Message>("/messages", { content }));
  await agent.post("/messages", { content: "Only for us", private: true });
  const form = new FormData();
  form.append("content", "Your invoice");
  form.append("attachments[]", new Blob(["%PDF-1.4 one"], { type: "application/pdf" }), "a.pdf");
  form.append("attachments[]", new Blob(["%PDF-1.4 two"], { type: "application/pdf" }), "b.pdf");
  const files = await agent.post<Message>("/messages", form);
  for (const { id } of [...written, files]) {
    const { body } = await phone.received(({ body }) => body.event === "message_created" && body.id === id);
    const { conversation: told } = body as unknown as Event;
    // It sends the files of `messages[0]`, so that must be this message, however many were written since.
    expect(told.messages.map((message) => message.id)).toEqual([id]);
    expect(body).toMatchObject({
      account: { id: accountId },
      sender: { id: firm.ada.id, name: "Ada Lowe" },
      content_attributes: {},
      conversation: {
        id: conversation.id,
        status: "open",
        messages: [{ sender: { available_name: "Ada Lowe" } }],
        meta: { sender: { identifier: JID, phone_number: `+${PHONE}` } },
        contact_inbox: { source_id: expect.any(String) },
      },
    });
  }
  const { body } = await phone.received((delivery) => delivery.body.id === files.id);
  const told = body as unknown as Event;
  const names = told.conversation.messages[0]?.attachments?.map(({ data_url }) => data_url.split("/").at(-1));
  expect(names).toEqual(["a.pdf", "b.pdf"]);

  await agent.delete(`/messages/${written[0]?.id}`);
  const gone = await phone.received(({ body }) => body.event === "message_updated" && body.id === written[0]?.id);
  expect(gone.body).toMatchObject({ content_attributes: { deleted: true }, conversation: { id: conversation.id } });
  await agent.post("/toggle_status", { status: "resolved" });
  const resolved = await phone.received((delivery) => delivery.body.event === "conversation_status_changed");
  expect(resolved.body).toMatchObject({ status: "resolved", meta: { sender: { identifier: JID } } });
  const notes = phone.deliveries.filter((delivery) => delivery.body.content === "Only for us");
  expect(notes.map((delivery) => delivery.body.private)).toEqual(notes.map(() => true));

  // Read on the phone: told as the contact, under the address the webhook named.
  const { inbox_identifier } = await read<{ inbox_identifier: string }>(sdk.inboxes.get({ accountId, id: inbox.id }));
  const source = (told as unknown as { conversation: { contact_inbox: { source_id: string } } }).conversation
    .contact_inbox.source_id;
  await bridge.readAsContact(
    `/public/api/v1/inboxes/${inbox_identifier}/contacts/${source}/conversations/${conversation.id}/update_last_seen`,
  );
  await expect
    .poll(
      async () =>
        (await agent.get<{ payload: { id: number; status: string }[] }>("/messages")).payload.find(
          ({ id }) => id === files.id,
        )?.status,
    )
    .toBe("read");
});

test("a bridge unites the two numbers of one Brazilian, and finds groups by their address", async ({
  bridge,
  phone,
}) => {
  const { sdk, accountId } = bridge;
  const inbox = await bridge.findOrCreateInbox("shop", phone.url);
  const create = async (data: object) =>
    (
      await read<{ payload: { contact: Contact } }>(
        sdk.contacts.create({ accountId, data: { inbox_id: inbox.id, ...data } as never }),
      )
    ).payload.contact;
  const short = await create({ name: "551187654321", phone_number: "+551187654321" });
  const long = await create({ name: "Joana", phone_number: `+${PHONE}`, identifier: JID });
  const both = await bridge.filterByPhone([`+${PHONE}`, "+551187654321"]);
  const base = both.find(({ phone_number }) => phone_number?.length === 14);
  const mergee = both.find(({ phone_number }) => phone_number?.length === 13);
  expect([base?.id, mergee?.id]).toEqual([long.id, short.id]);
  expect(await bridge.merge(long.id, short.id)).toMatchObject({ id: long.id, phone_number: `+${PHONE}` });
  expect(await bridge.filterByPhone([`+${PHONE}`, "+551187654321"])).toMatchObject([{ id: long.id }]);

  // An address that belongs to somebody else is refused, and the program merges the two then.
  const other = await create({ name: "Old", phone_number: "+5511911112222" });
  const taken = sdk.contacts.update({ accountId, id: other.id, data: { identifier: JID, phone_number: `+${PHONE}` } });
  await expect(Promise.resolve(taken)).rejects.toMatchObject({ status: 422 });

  const jid = "120363041234567890@g.us";
  const group = await create({ name: "Família (GROUP)", identifier: jid });
  const { payload } = await read<{ payload: Contact[] }>(sdk.contacts.search({ accountId, q: jid } as never));
  expect(payload.find(({ identifier }) => identifier === jid)?.id).toBe(group.id);
});

test("a page of any origin may speak for its customer, and no page may call the API of the team", async ({
  bridge,
  phone,
  baseURL,
}) => {
  const { id } = await bridge.findOrCreateInbox("page", phone.url);
  const { inbox_identifier } = await read<{ inbox_identifier: string }>(
    bridge.sdk.inboxes.get({ accountId: bridge.accountId, id }),
  );
  const contacts = `${baseURL}/public/api/v1/inboxes/${inbox_identifier}/contacts`;
  const origin = "https://shop.example.com";
  const question = {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };
  const asked = await fetch(contacts, { method: "OPTIONS", headers: question });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-methods")).toContain("POST");
  expect(asked.headers.get("access-control-allow-headers")).toBe("*");
  const headers = { origin, "content-type": "application/json" };
  const made = await fetch(contacts, { method: "POST", headers, body: JSON.stringify({ name: "Joana" }) });
  const refused = await fetch(contacts, { method: "POST", headers, body: JSON.stringify({ email: "none" }) });
  const script = await fetch(`${baseURL}/packs/js/sdk.js`, { headers: { origin } });
  expect([made.status, refused.status, script.status]).toEqual([200, 422, 200]);
  for (const answer of [asked, made, refused, script])
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  const team = await fetch(`${baseURL}/api/v1/profile`, { method: "OPTIONS", headers: question });
  expect(team.headers.get("access-control-allow-origin")).toBeNull();
});
