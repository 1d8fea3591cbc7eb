import type { InboundAttachment } from "../../channel.ts";
import { asRecord, compact, excerpt, type Json, own } from "../../json-fields.ts";
import { contactAttachment, locationAttachment, mediaAttachment } from "./attachment.ts";
import { asCount, asList, asText } from "./json-fields.ts";
import { pollOptionIds, pollResults } from "./poll-results.ts";

export interface Content {
  text: string | null;
  attachments: InboundAttachment[];
  extra?: Record<string, unknown>;
}

/**
 * What a message says, by its type.
 *
 * @param holder  the object that has a member named like the type
 * @returns null when the type is unknown or its content is missing or of no use: show it as unsupported
 */
export function readContent(type: string, holder: Json): Content | null {
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!read) return null;
  const member = own(holder, type) ?? own(holder, aliases[type] ?? type);
  const content = typeof member === "string" ? { body: member } : asRecord(member);
  return content ? read(content) : null;
}

/** Types whose content may stand under another type's name. */
const aliases: Record<string, string> = {
  documentWithCaption: "document",
  short: "video",
  gif: "video",
  catalog: "link_preview",
};

const text = (value: unknown): string | null => asText(value) ?? null;
const body = (content: Json): unknown => own(asRecord(own(content, "body")) ?? {}, "text") ?? own(content, "body");

const media =
  (kind: InboundAttachment["kind"], extra?: Record<string, unknown>) =>
  (content: Json): Content | null => {
    const attachment = mediaAttachment(kind, content);
    return attachment && compact({ text: text(own(content, "caption")), attachments: [attachment], extra });
  };

const withText = (value: unknown, key: string, extra: Record<string, unknown>): Content | null => {
  const found = asText(value);
  return found || Object.keys(extra).length > 0
    ? { text: found ?? null, attachments: [], extra: { [key]: extra } }
    : null;
};

const readers: Record<string, (content: Json) => Content | null> = {
  text: (content) => (asText(own(content, "body")) ? { text: text(own(content, "body")), attachments: [] } : null),
  image: media("image"),
  video: media("video"),
  short: media("video", { round_video: true }),
  gif: media("video", { gif: true }),
  audio: media("audio"),
  voice: media("voice"),
  document: media("document"),
  documentWithCaption: media("document"),
  sticker: media("sticker"),
  location: (content) => place(content, false),
  live_location: (content) => place(content, true),
  contact: (content) => cards([content]),
  contact_list: (content) => cards(asList(own(content, "list")) ?? []),
  link_preview: (content) => withText(own(content, "body"), "link_preview", link(content)),
  group_invite: (content) => withText(own(content, "body"), "invite", { kind: "group", ...link(content) }),
  newsletter_invite: (content) => withText(own(content, "body"), "invite", { kind: "newsletter", ...link(content) }),
  admin_invite: (content) => withText(own(content, "body"), "invite", { kind: "newsletter_admin", ...link(content) }),
  catalog: (content) => withText(own(content, "body") ?? own(content, "title"), "catalog", link(content)),
  poll: readPoll,
  system: (content) => withText(own(content, "body"), "system", { notice: true }),
  reply: readReply,
  interactive: readInteractive,
  buttons: (content) => withText(lines(own(content, "text"), own(content, "footer")), "interactive", choices(content)),
  list: (content) => withText(joined(content), "interactive", choices(content)),
  carousel: (content) => withText(body(content), "carousel", members(content, ["cards"])),
  hsm: readTemplate,
  order: (content) =>
    withText(lines(own(content, "title"), own(content, "text")) ?? "Order", "order", members(content, orderFields)),
  product: (content) => withText("Product", "product", members(content, ["catalog_id", "product_id"])),
  event: (content) =>
    withText(lines(own(content, "name"), own(content, "description")), "event", members(content, eventFields)),
  story: readStory,
  call: (content) =>
    withText(own(content, "body") ?? "Call", "call", members(content, ["status", "video_call", "group_call"])),
};

/** Every type that has a content, and the actions. */
export const contentTypes = ["action", ...Object.keys(readers)];

const orderFields = ["order_id", "seller", "token", "item_count", "currency", "total_price", "status"];
const eventFields = ["start", "join_link", "is_canceled", "responses"];

/** A bounded copy of the named members that are there. */
const members = (content: Json, names: string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => own(content, name) != null).map((name) => [name, excerpt(own(content, name))]),
  );

const lines = (...parts: unknown[]): string | undefined => parts.map(asText).filter(Boolean).join("\n") || undefined;

/** Header, body and footer of an interactive message, each either text or `{text}`. */
const joined = (content: Json): string | undefined =>
  lines(
    ...["header", "body", "footer"].map(
      (part) => own(asRecord(own(content, part)) ?? {}, "text") ?? own(content, part),
    ),
  );

const link = (content: Json): Record<string, unknown> =>
  members(content, [
    "url",
    "title",
    "description",
    "canonical",
    "invite_code",
    "catalog_id",
    "newsletter_id",
    "newsletter_name",
    "expiration",
  ]);

const choices = (content: Json): Record<string, unknown> =>
  members(content, ["buttons", "list", "sections", "label", "product"]);

function place(content: Json, live: boolean): Content | null {
  const attachment = locationAttachment(content, live);
  return attachment && { text: text(own(content, "comment") ?? own(content, "caption")), attachments: [attachment] };
}

function cards(list: unknown[]): Content | null {
  const attachments = list.flatMap((card) => contactAttachment(asRecord(card) ?? {}) ?? []);
  return attachments.length > 0 ? { text: null, attachments } : null;
}

/** Text with buttons or a list; a picture, video or document on top stands beside them. */
function readInteractive(content: Json): Content | null {
  const said = withText(joined(content), "interactive", choices(asRecord(own(content, "action")) ?? {}));
  const [family] = (asText(own(content, "mime_type")) ?? "").split("/");
  const file = mediaAttachment(family === "image" || family === "video" ? family : "document", content);
  return file ? { text: said?.text ?? null, attachments: [file], extra: said?.extra ?? {} } : said;
}

function readPoll(content: Json): Content | null {
  const title = asText(own(content, "title"));
  const options = (asList(own(content, "options")) ?? []).flatMap((option) => asText(option) ?? []);
  if (!title && options.length === 0) return null;
  const poll = {
    title: title ?? "",
    options,
    max_choices: asCount(own(content, "vote_limit")) ?? 0,
    results: pollResults(content),
    option_ids: pollOptionIds(content),
  };
  return { text: title ?? null, attachments: [], extra: { poll: compact(poll) } };
}

/** A tap on a button or on a row of a list: its title is what the person said. */
function readReply(content: Json): Content | null {
  const choice = asRecord(own(content, "buttons_reply")) ?? asRecord(own(content, "list_reply"));
  if (!choice) return null;
  return withText(own(choice, "title"), "reply", members(choice, ["id", "title", "description"]));
}

function readTemplate(content: Json): Content | null {
  const header = asRecord(own(content, "header")) ?? {};
  const kind = (["image", "video", "document"] as const).find((name) => asRecord(own(header, name)));
  const file = kind && mediaAttachment(kind, asRecord(own(header, kind)) ?? {});
  const heading = own(asRecord(own(header, "text")) ?? {}, "body");
  const found = lines(heading, own(content, "body"), own(content, "footer"));
  if (!found && !file) return null;
  return { text: found ?? null, attachments: file ? [file] : [], extra: { template: members(content, ["buttons"]) } };
}

/** A story that reached a chat (a mention of us, for example): a file or a text. */
function readStory(content: Json): Content | null {
  const file = mediaAttachment(/^video\//.test(asText(own(content, "mime_type")) ?? "") ? "video" : "image", content);
  const found = asText(own(content, "caption")) ?? asText(own(content, "body"));
  if (!found && !file) return null;
  return { text: found ?? null, attachments: file ? [file] : [], extra: { story: true } };
}
