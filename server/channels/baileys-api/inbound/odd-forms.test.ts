import { describe, expect, it } from "vitest";
import { webhook } from "../webhook.ts";

const key = { remoteJid: "15555550142@s.whatsapp.net", fromMe: false, id: "3EB0A1" };
const message = { key, messageTimestamp: 1762425637, pushName: "Ana", message: { conversation: "Hello" } };
const group = "120363000000000001@g.us";

describe("bodies in other forms than described", () => {
  it.each([true, "true", 1])("our own message stays ours with fromMe %j", (fromMe) => {
    const data = { type: "append", messages: [{ ...message, key: { ...key, fromMe } }] };
    expect(webhook.normalise({ event: "messages.upsert", data })).toMatchObject([{ origin: "phone", sender: null }]);
  });

  it.each([
    [0, "failed"],
    ["SERVER_ACK", "sent"],
    ["3", "delivered"],
    ["DELIVERY_ACK", "delivered"],
    ["READ", "read"],
    ["PLAYED", "read"],
  ])("a status is read as number, text and word: %j", (status, expected) => {
    const data = [{ key: { ...key, fromMe: true }, update: { status } }];
    expect(webhook.normalise({ event: "messages.update", data })).toMatchObject([{ type: "status", status: expected }]);
  });

  it("an edit or deletion is not spoilt by an empty status beside it", () => {
    const update = { message: null, messageStubType: "1", status: null };
    expect(webhook.normalise({ event: "messages.update", data: [{ key, update }] })).toEqual([
      { type: "delete", messageId: key.id, at: null },
    ]);
  });

  it("reads the number of a notice that is written as text", () => {
    const notice = { messageStubType: "27", messageStubParameters: ["2@lid"], message: undefined };
    const inGroup = { ...key, remoteJid: group, participant: "1@lid", id: "3EB0A2" };
    const data = { messages: [{ ...message, ...notice, key: inGroup }] };
    expect(webhook.normalise({ event: "messages.upsert", data })).toMatchObject([
      { type: "group", members: [{ change: "add" }] },
    ]);
  });
});

describe("what WhatsApp puts around and beside a message", () => {
  const image = { mimetype: "image/jpeg", caption: "The kettle" };
  const read = (content: unknown, more: object = {}) =>
    webhook.normalise({ event: "messages.upsert", data: { messages: [{ ...message, message: content, ...more }] } });

  it.each(["associatedChildMessage", "groupStatusMessageV2", "botInvokeMessage", "wrapperOfTomorrow"])(
    "a message in %s is the message inside",
    (wrapper) => {
      expect(
        read({ [wrapper]: { message: { ephemeralMessage: { message: { imageMessage: image } } } } }),
      ).toMatchObject([{ type: "message", text: "The kettle", attachments: [{ kind: "image" }] }]);
    },
  );

  it("an empty text beside a file hides nothing", () => {
    expect(read({ conversation: "", imageMessage: image })).toMatchObject([{ attachments: [{ kind: "image" }] }]);
    expect(read({ conversation: "", extendedTextMessage: { text: "Hello" } })).toMatchObject([{ text: "Hello" }]);
  });

  it.each([
    ["locationMessage", { degreesLatitude: "north" }],
    ["contactMessage", { vcard: 7 }],
    ["buttonsResponseMessage", {}],
  ])("a %s of no use is shown as unsupported rather than lost", (kind, content) => {
    expect(read({ [kind]: content })).toMatchObject([{ type: "message", unsupported: { type: kind } }]);
  });

  it("what somebody chose in a message with buttons is what they said", () => {
    const nativeFlowResponseMessage = { name: "quick_reply", paramsJson: '{"id":"1"}' };
    expect(
      read({ interactiveResponseMessage: { body: { text: "Tomorrow" }, nativeFlowResponseMessage } }),
    ).toMatchObject([{ text: "Tomorrow", extra: { reply: { name: "quick_reply", values: '{"id":"1"}' } } }]);
  });

  it.each([
    [40, false],
    ["CALL_MISSED_VOICE", false],
    [41, true],
    ["CALL_MISSED_VIDEO", true],
  ])("a missed call (%j) is a line in the chat with whoever called", (messageStubType, video) => {
    const text = video ? "Missed video call" : "Missed voice call";
    expect(read(undefined, { messageStubType })).toMatchObject([
      { type: "message", id: key.id, origin: "incoming", text, extra: { call: { status: "missed", video } } },
    ]);
  });

  it.each([
    ["a security code that changed", { messageStubType: "E2E_IDENTITY_CHANGED", message: undefined }],
    ["a call of a group", { key: { remoteJid: group, fromMe: false, id: "C1" }, message: { call: { callKey: "a" } } }],
    ["a post of WhatsApp itself", { key: { ...key, remoteJid: "0@s.whatsapp.net" } }],
  ])("%s is of no consequence, and no failure", (_what, more) => {
    expect(read(message.message, more)).toMatchObject([{ type: "ignored" }]);
  });

  it("the picture of a group among the contacts spoils none of them", () => {
    const data = [
      { id: group, imgUrl: "changed" },
      { id: key.remoteJid, notify: "Ana" },
    ];
    expect(webhook.normalise({ event: "contacts.update", data })).toMatchObject([
      { type: "ignored" },
      { type: "contact", person: { name: "Ana" } },
    ]);
  });
});

describe("a switch of a group", () => {
  const update = (fields: object) =>
    webhook.normalise({ event: "groups.update", data: [{ id: group, announce: true, ...fields }] })[0];

  it("is a change when somebody did it, and may be the group as it is when nobody is named", () => {
    expect(update({ author: "1@lid" })).toMatchObject({ isChange: true });
    expect(update({})).not.toHaveProperty("isChange");
  });
});
