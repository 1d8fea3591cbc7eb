import type { InboundAttachment } from "../../channel.ts";
import { asFlag, asRecord, compact, excerpt, type Json, own } from "../../json-fields.ts";
import { contactAttachment, locationAttachment, mediaAttachment } from "./attachment.ts";
import { asList, asText, member, unlessEmpty } from "./json-fields.ts";

export interface Content {
  text: string | null;
  attachments: InboundAttachment[];
  extra?: Record<string, unknown>;
}

/** What a `message` holds once its wrappers are off: the kind's name and the kind's own object or text. */
export interface Unwrapped {
  kind: string;
  value: unknown;
  viewOnce: boolean;
}

/** They accompany a message and say nothing themselves. */
const technical = new Set([
  "messageContextInfo",
  "senderKeyDistributionMessage",
  "fastRatchetKeySenderKeyDistributionMessage",
]);

/** Takes the wrappers off. Null when nothing but technical members is there. */
export function unwrap(message: Json): Unwrapped | null {
  let current: Json = message;
  let viewOnce = false;
  for (let depth = 0; depth < 10; depth++) {
    // An empty text beside a file is what some serialisers make of a text that is not there.
    const names = Object.keys(current).filter((name) => !technical.has(name) && current[name] != null);
    const said = names.filter((name) => current[name] !== "");
    const kind = said.find((name) => wrapped(current[name])) ?? said[0] ?? names[0];
    if (!kind) return null;
    const inner = wrapped(current[kind]);
    if (!inner) return { kind, value: current[kind], viewOnce };
    viewOnce ||= kind.startsWith("viewOnce");
    current = inner;
  }
  return { kind: "nested message", value: undefined, viewOnce };
}

/**
 * The message inside a wrapper (`ephemeralMessage`, `viewOnceMessageV2`, `associatedChildMessage`…). WhatsApp keeps adding some, and
 * all of them have the message under the same name; no content has.
 */
const wrapped = (value: unknown): Json | undefined => asRecord(own(asRecord(value), "message"));

/**
 * What a message says.
 *
 * @returns null when the kind is unknown: show it as unsupported; "empty" when it is known and holds nothing of use
 */
export function readContent({ kind, value, viewOnce }: Unwrapped, messageId: string): Content | "empty" | null {
  if (kind === "conversation") return plain(value);
  const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (!read) return null;
  const record = asRecord(value);
  return (
    (record && read(record, { messageId, viewOnce: viewOnce || asFlag(own(record, "viewOnce")) === true })) ?? "empty"
  );
}

interface Around {
  messageId: string;
  viewOnce: boolean;
}

type Reader = (content: Json, around: Around) => Content | undefined;

const plain = (value: unknown): Content | "empty" => {
  const text = asText(value);
  return text ? { text, attachments: [] } : "empty";
};

const media =
  (kind: "image" | "video" | "document" | "sticker", extra?: Record<string, unknown>): Reader =>
  (content, around) =>
    compact({
      text: asText(own(content, "caption")) ?? null,
      attachments: [mediaAttachment(content, { kind, ...around })],
      extra,
    });

const withText = (value: unknown, key: string, extra: Record<string, unknown>): Content | undefined => {
  const text = asText(value);
  return text || unlessEmpty(extra) ? { text: text ?? null, attachments: [], extra: { [key]: extra } } : undefined;
};

const readers: Record<string, Reader> = {
  extendedTextMessage: readText,
  imageMessage: media("image"),
  videoMessage: (content, around) =>
    media("video", asFlag(own(content, "gifPlayback")) ? { gif: true } : undefined)(content, around),
  ptvMessage: media("video", { round_video: true }),
  audioMessage: (content, around) => ({
    text: null,
    attachments: [mediaAttachment(content, { kind: asFlag(own(content, "ptt")) ? "voice" : "audio", ...around })],
  }),
  documentMessage: media("document"),
  stickerMessage: media("sticker"),
  contactMessage: (content) => cards([content]),
  contactsArrayMessage: (content) => cards(asList(own(content, "contacts"))),
  locationMessage: (content) => place(content, asFlag(own(content, "isLive")) === true),
  liveLocationMessage: (content) => place(content, true),
  groupInviteMessage: (content) =>
    withText(own(content, "caption") ?? own(content, "groupName"), "invite", {
      kind: "group",
      ...some(content, { group: "groupJid", name: "groupName", code: "inviteCode", expiration: "inviteExpiration" }),
    }),
  buttonsResponseMessage: (content) =>
    withText(own(content, "selectedDisplayText"), "reply", some(content, { id: "selectedButtonId" })),
  templateButtonReplyMessage: (content) =>
    withText(own(content, "selectedDisplayText"), "reply", some(content, { id: "selectedId" })),
  interactiveResponseMessage: (content) =>
    withText(own(member(content, "body"), "text"), "reply", answer(member(content, "nativeFlowResponseMessage"))),
  listResponseMessage: (content) =>
    withText(own(content, "title"), "reply", {
      ...some(content, { description: "description" }),
      ...some(member(content, "singleSelectReply"), { id: "selectedRowId" }),
    }),
};

/** What was tapped, and the fields of a form that was filled in, as the text of JSON that they come as. */
const answer = (flow: Json): Record<string, unknown> => some(flow, { name: "name", values: "paramsJson" });

/** Bounded copies of the members that are there, under the names we give them. */
const some = (content: Json, names: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, key]) =>
      own(content, key) == null ? [] : [[name, excerpt(own(content, key))]],
    ),
  );

function readText(content: Json): Content | undefined {
  const text = asText(own(content, "text"));
  if (!text) return undefined;
  const preview = some(content, { title: "title", description: "description", url: "matchedText" });
  return compact({ text, attachments: [], extra: "title" in preview ? { link_preview: preview } : undefined });
}

function place(content: Json, live: boolean): Content | undefined {
  const attachment = locationAttachment(content, live);
  const text = asText(own(content, "comment")) ?? asText(own(content, "caption")) ?? null;
  return attachment ? { text, attachments: [attachment] } : undefined;
}

function cards(list: unknown[]): Content | undefined {
  const attachments = list.flatMap((card) => contactAttachment(asRecord(card) ?? {}) ?? []);
  return attachments.length > 0 ? { text: null, attachments } : undefined;
}
