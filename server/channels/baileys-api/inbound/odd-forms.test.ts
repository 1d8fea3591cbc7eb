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
