import { describe, expect, it } from "vitest";
import { webhook } from "../webhook.ts";

const message = (more: Record<string, unknown> = {}) => ({
  id: "AbCd1234-gXyZ",
  type: "text",
  chat_id: "12025550143@s.whatsapp.net",
  from: "12025550143",
  from_me: false,
  timestamp: 1762425637,
  text: { body: "Hello" },
  ...more,
});
const group = "120363025550140017@g.us";

describe("bodies in other forms than described", () => {
  it("a number of somebody else beside the chat's does not make one person of two", () => {
    const person = { identities: [{ kind: "phone", value: "+12025550143" }] };
    expect(webhook.normalise({ messages: [message({ from: "12025550155" })] })).toMatchObject([
      { type: "message", chat: { type: "individual", person }, sender: person },
    ]);
  });

  it.each([
    [message({ type: undefined }), { text: "Hello" }],
    [message({ type: null, text: undefined, location: { latitude: 1, longitude: 2 } }), { text: null }],
    [message({ type: undefined, text: undefined }), { text: null, unsupported: { type: "unknown" } }],
  ])("a message that does not say what it is is read by its content, or kept as unsupported", (element, expected) => {
    expect(webhook.normalise({ messages: [element] })).toMatchObject([{ type: "message", ...expected }]);
  });

  it.each([true, "true", 1, "1"])("our own message stays ours with from_me %j", (from_me) => {
    expect(webhook.normalise({ messages: [message({ from_me })] })).toMatchObject([{ origin: "phone", sender: null }]);
  });

  it.each([
    [{ messages: message() }, { type: "message", text: "Hello" }],
    [{ statuses: { id: "AbCd1234-gXyZ", status: "read" } }, { type: "status", status: "read" }],
    [{ statuses: [{ id: "AbCd1234-gXyZ", status: "READ" }] }, { type: "status", status: "read" }],
    [{ messages_removed: "AbCd1234-gXyZ" }, { type: "delete", messageId: "AbCd1234-gXyZ" }],
    [{ messages_removed: [{ id: "AbCd1234-gXyZ" }] }, { type: "delete", messageId: "AbCd1234-gXyZ" }],
    [
      { groups_participants: { group_id: group, participants: "12025550155", action: "remove" } },
      { type: "group", members: [{ change: "remove" }] },
    ],
  ])("one element without its list is an element: %j", (body, expected) => {
    expect(webhook.normalise(body)).toMatchObject([expected]);
  });

  it("finds every participant, however each is written", () => {
    const participants = [
      { id: "12025550143" },
      "12025550155@s.whatsapp.net",
      "181234567890123@lid",
      null,
      12025550166,
    ];
    const [event] = webhook.normalise({ groups_participants: [{ group_id: group, participants, action: "add" }] });
    expect(event).toMatchObject({ members: [{}, {}, {}, {}] });
  });

  it.each(["New", { body: "New" }, { text: { body: "New" } }])("finds the text of an edit in %j", (edited_content) => {
    const action = { type: "edit", target: "Target-gAbCd", edited_type: "text", edited_content };
    expect(webhook.normalise({ messages: [message({ type: "action", action })] })).toMatchObject([
      { type: "edit", messageId: "Target-gAbCd", text: "New" },
    ]);
  });
});
