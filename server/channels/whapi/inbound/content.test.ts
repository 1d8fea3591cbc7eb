import { describe, expect, it } from "vitest";
import type { InboundEvent, InboundMessage } from "../../channel.ts";
import { webhook } from "../webhook.ts";

const envelope = {
  id: "AbCd1234-gXyZ",
  chat_id: "12025550143@s.whatsapp.net",
  from: "12025550143",
  from_name: "Marta",
  from_me: false,
  timestamp: 1762425637,
};

const read = (message: Record<string, unknown>): InboundEvent[] =>
  webhook.normalise({ messages: [{ ...envelope, ...message }] });
const readOne = (message: Record<string, unknown>): InboundMessage => read(message)[0] as InboundMessage;

const media = { id: "mp4-0a1b", mime_type: "video/mp4", file_size: 10, link: "https://files.example.com/a.mp4" };

describe("content of a message", () => {
  it.each([
    ["video", "video", media],
    ["short", "video", media],
    ["gif", "video", media],
    ["audio", "audio", { ...media, seconds: 4 }],
    ["voice", "voice", { ...media, seconds: 4 }],
    ["document", "document", { ...media, filename: "a.mp4" }],
    ["sticker", "sticker", media],
    ["image", "image", media],
  ])("%s is an attachment of kind %s", (type, kind, content) => {
    expect(readOne({ type, [type]: content }).attachments).toMatchObject([
      { kind, mediaId: media.id, url: media.link },
    ]);
  });

  it("finds a document with caption under either name", () => {
    const document = { ...media, caption: "See page 2" };
    expect(readOne({ type: "documentWithCaption", document })).toMatchObject({
      text: "See page 2",
      attachments: [{ kind: "document" }],
    });
    expect(readOne({ type: "documentWithCaption", documentWithCaption: document })).toMatchObject({
      text: "See page 2",
    });
  });

  it("does not follow addresses that are none", () => {
    expect(
      readOne({ type: "image", image: { ...media, link: "file:///etc/passwd" } }).attachments[0],
    ).not.toHaveProperty("url");
  });

  it("shows a photo seen once, which cannot be fetched, as unsupported", () => {
    expect(readOne({ type: "image", image: { view_once: true, mime_type: "image/jpeg" } })).toMatchObject({
      text: null,
      attachments: [],
      unsupported: { type: "image" },
    });
  });

  it.each<[string, Record<string, unknown>, Partial<InboundMessage>]>([
    [
      "link_preview",
      { body: "https://a.example", title: "A" },
      { text: "https://a.example", extra: { link_preview: { title: "A" } } },
    ],
    [
      "group_invite",
      { body: "Join us", invite_code: "AbCdEfGhIjKlMnOp" },
      { text: "Join us", extra: { invite: { kind: "group", invite_code: "AbCdEfGhIjKlMnOp" } } },
    ],
    [
      "newsletter_invite",
      { body: "Read us", title: "News" },
      { text: "Read us", extra: { invite: { kind: "newsletter", title: "News" } } },
    ],
    [
      "admin_invite",
      { body: "Help us", newsletter_name: "News" },
      { text: "Help us", extra: { invite: { kind: "newsletter_admin", newsletter_name: "News" } } },
    ],
    [
      "system",
      { body: "Security code changed" },
      { text: "Security code changed", extra: { system: { notice: true } } },
    ],
    [
      "interactive",
      {
        header: { text: "H" },
        body: { text: "B" },
        footer: { text: "F" },
        action: { buttons: [{ id: "1", title: "Yes" }] },
      },
      { text: "H\nB\nF", extra: { interactive: { buttons: [{ id: "1", title: "Yes" }] } } },
    ],
    [
      "buttons",
      { text: "Choose", buttons: [{ id: "1", text: "Yes" }] },
      { text: "Choose", extra: { interactive: { buttons: [{ id: "1", text: "Yes" }] } } },
    ],
    [
      "list",
      { header: "H", body: "B", label: "Open", sections: [] },
      { text: "H\nB", extra: { interactive: { sections: [], label: "Open" } } },
    ],
    [
      "order",
      { order_id: "9", title: "Order", text: "Two kettles", item_count: 2 },
      { text: "Order\nTwo kettles", extra: { order: { order_id: "9", item_count: 2 } } },
    ],
    [
      "product",
      { catalog_id: "1", product_id: "2" },
      { text: "Product", extra: { product: { catalog_id: "1", product_id: "2" } } },
    ],
    ["catalog", { title: "Spring" }, { text: "Spring", extra: { catalog: { title: "Spring" } } }],
    [
      "event",
      { name: "Fair", description: "At ten", start: 1762425637 },
      { text: "Fair\nAt ten", extra: { event: { start: 1762425637 } } },
    ],
    [
      "carousel",
      { body: { text: "Three offers" }, cards: [{ id: "1", text: "One" }] },
      { text: "Three offers", extra: { carousel: { cards: [{ id: "1", text: "One" }] } } },
    ],
    [
      "reply",
      { type: "list_reply", list_reply: { id: "r", title: "Blue", description: "Kettle" } },
      { text: "Blue", extra: { reply: { id: "r", title: "Blue", description: "Kettle" } } },
    ],
    ["story", { ...media, caption: "Look" }, { text: "Look", extra: { story: true } }],
  ])("%s keeps its text and its structure", (type, content, expected) => {
    expect(readOne({ type, [type]: content })).toMatchObject({ type: "message", ...expected });
  });

  it.each([
    ["image/png", "image"],
    ["video/mp4", "video"],
    ["application/pdf", "document"],
  ])("keeps the %s on top of buttons", (mime_type, kind) => {
    const interactive = {
      ...media,
      mime_type,
      body: { text: "Choose" },
      action: { buttons: [{ id: "1", title: "A" }] },
    };
    expect(readOne({ type: "interactive", interactive })).toMatchObject({
      text: "Choose",
      attachments: [{ kind, mediaId: media.id }],
      extra: { interactive: { buttons: [{ id: "1" }] } },
    });
  });

  it("reads a template with its file", () => {
    const hsm = {
      header: { type: "image", image: media },
      body: "Your order left",
      footer: "Bye",
      buttons: [{ id: "1", text: "Track" }],
    };
    expect(readOne({ type: "hsm", hsm })).toMatchObject({
      text: "Your order left\nBye",
      attachments: [{ kind: "image" }],
      extra: { template: { buttons: [{ id: "1", text: "Track" }] } },
    });
  });

  it("never drops what it does not know, and keeps the raw form small", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`);
    const message = readOne({ type: "constructor", constructor: deep, long: "x".repeat(100_000) });
    expect(message.unsupported?.type).toBe("constructor");
    expect(JSON.stringify(message).length).toBeLessThan(5000);
  });

  it("knows both names of somebody who writes under a hidden number", () => {
    const [message] = webhook.normalise({
      messages: [{ ...envelope, chat_id: "84512345678901@lid", type: "text", text: { body: "Hi" } }],
    }) as InboundMessage[];
    expect(message?.sender?.identities).toEqual([
      { kind: "lid", value: "84512345678901" },
      { kind: "phone", value: "+12025550143" },
    ]);
  });

  it.each(["120363025550140099@newsletter", "status@broadcast", "stories"])("leaves posts of %s alone", (chat_id) => {
    expect(read({ chat_id, type: "text", text: { body: "News" } })).toMatchObject([{ type: "ignored" }]);
  });

  it("does not guess who wrote into a group", () => {
    expect(
      read({ chat_id: "120363025550140017@g.us", from: undefined, type: "text", text: { body: "?" } }),
    ).toMatchObject([{ type: "unusable" }]);
  });

  it("tells how far an own message got", () => {
    const own = read({ from_me: true, source: "web", status: "read", type: "text", text: { body: "Ours" } });
    expect(own).toMatchObject([
      { type: "message", origin: "phone", sender: null },
      { type: "status", status: "read" },
    ]);
  });
});

describe("actions and updates", () => {
  const action = (content: Record<string, unknown>) =>
    read({ type: "action", action: { target: "Target-gAbCd", ...content } });

  it.each([
    [
      { type: "edited", edited_type: "image", edited_content: { caption: "New" } },
      { type: "edit", messageId: "Target-gAbCd", text: "New" },
    ],
    [
      { type: "edit", edited_type: "text", edited_content: { body: "New" } },
      { type: "edit", messageId: "Target-gAbCd", text: "New" },
    ],
    [
      { type: "vote", votes: ["08:00"] },
      { type: "poll_vote", messageId: "Target-gAbCd", results: [], votes: ["08:00"] },
    ],
    [
      { type: "comment", comment: "Nice" },
      { type: "message", text: "Nice", quotedId: "Target-gAbCd" },
    ],
    [{ type: "pin" }, { type: "ignored" }],
    [{ type: "ephemeral", ephemeral: 86400 }, { type: "ignored" }],
    [{ type: "reaction", emoji: "👍", target: undefined }, { type: "unusable" }],
    [{ type: "somersault" }, { type: "message", unsupported: { type: "action somersault" } }],
  ])("%j", (content, expected) => {
    expect(action(content)).toMatchObject([expected]);
  });

  const version = (text: string, more: Record<string, unknown> = {}) => ({
    ...envelope,
    type: "text",
    text: { body: text },
    ...more,
  });
  const update = (element: Record<string, unknown>) =>
    webhook.normalise({ messages_updates: [{ id: envelope.id, ...element }] });

  it("finds an edit by comparing, without a trigger", () => {
    expect(update({ before_update: version("a"), after_update: version("b"), changes: ["whatever"] })).toEqual([
      { type: "edit", messageId: envelope.id, text: "b", at: null },
    ]);
  });

  it("finds a new status by comparing", () => {
    expect(
      update({ before_update: version("a", { status: "sent" }), after_update: version("a", { status: "delivered" }) }),
    ).toMatchObject([{ type: "status", status: "delivered" }]);
  });

  it("prefers the totals of a poll to a single vote", () => {
    const poll = (count: number) => ({
      ...envelope,
      type: "poll",
      poll: { title: "T", options: ["a"], results: [{ id: "1", name: "a", count, voters: [] }] },
    });
    const trigger = {
      ...envelope,
      id: "Trigger-g1",
      type: "action",
      action: { type: "vote", target: envelope.id, votes: ["a"] },
    };
    expect(update({ trigger, before_update: poll(0), after_update: poll(1) })).toEqual([
      { type: "poll_vote", messageId: envelope.id, results: [{ name: "a", count: 1 }], at: 1762425637000 },
    ]);
  });

  it("says nothing about an update without consequence", () => {
    expect(update({ before_update: version("a"), after_update: version("a") })).toEqual([
      { type: "ignored", what: "message update" },
    ]);
    expect(update({})).toMatchObject([{ type: "unusable" }]);
  });

  it("tells who joined, left and was promoted from two versions of a group", () => {
    const group = (participants: Record<string, string>) => ({
      id: "120363025550140017@g.us",
      name: "G",
      participants: Object.entries(participants).map(([id, rank]) => ({ id, rank })),
    });
    const [event] = webhook.normalise({
      groups_updates: [
        {
          before_update: group({ "12025550143": "member", "12025550155": "member" }),
          after_update: group({ "12025550143": "admin", "12025550162": "member" }),
        },
      ],
    });
    expect(event).toMatchObject({
      type: "group",
      members: [{ change: "promote", role: "admin" }, { change: "add" }, { change: "remove" }],
    });
  });

  it("tells a switch as a change only where it stood differently before", () => {
    const id = "120363025550140017@g.us";
    const [event] = webhook.normalise({
      groups_updates: [{ before_update: { id, announcements: false }, after_update: { id, announcements: true } }],
    });
    expect(event).toMatchObject({ settings: { announce: true }, isChange: true });
    const [first] = webhook.normalise({
      groups_updates: [{ before_update: { id }, after_update: { id, announcements: true } }],
    });
    expect(first).not.toHaveProperty("isChange");
  });

  it("shows a call whose chat is damaged in the chat of whoever called", () => {
    const call = { id: "C1", from: "12025550143@s.whatsapp.net", chat_id: [], status: "missed", timestamp: 1 };
    expect(webhook.normalise({ calls: [call] })).toMatchObject([
      { type: "message", origin: "incoming", chat: { person: { identities: [{ value: "+12025550143" }] } } },
    ]);
  });

  it("shows a call of ours as ours", () => {
    expect(
      webhook.normalise({
        calls: [
          {
            id: "C1",
            from: "12025550100@s.whatsapp.net",
            chat_id: "12025550143@s.whatsapp.net",
            status: "answered",
            timestamp: 1762426977000,
          },
        ],
      }),
    ).toMatchObject([{ type: "message", origin: "phone", sender: null }]);
  });
});
