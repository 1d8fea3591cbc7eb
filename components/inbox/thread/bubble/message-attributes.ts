import type { Attachment, Message } from "#server/domain/messages/contract.ts";

/** What hashes of a message may carry, read with care: they come from providers and integrations (contract, messages §1.4). */
export interface MessageAttributes {
  deleted: boolean;
  edited: boolean;
  /** The text before the first edit. */
  previousContent: string | null;
  forwarded: boolean;
  fromPhone: boolean;
  /** It waited for its time: who scheduled it, and when that was (milliseconds). */
  scheduled: { by: string; at: number | null } | null;
  /** Name the provider gave for a sender we do not know. */
  senderName: string | null;
  failure: string | null;
  quotedId: number | null;
  quotedExternalId: string | null;
  unsupported: { type: string; raw: unknown } | null;
  poll: Poll | null;
  linkPreview: { title: string; description: string | null; url: string | null } | null;
  call: { missed: boolean; video: boolean } | null;
  /** Places and visiting cards that we sent, in the shape of those that come. */
  cards: Attachment[];
  isStory: boolean;
  isReaction: boolean;
  /** Digits under which our own number is mentioned in the text. */
  mentionedAs: string | null;
  /** People whom a note mentions although they cannot open the conversation. */
  unreached: string[];
}

export interface Poll {
  title: string;
  options: { name: string; count: number }[];
  /** 0: any number. */
  maxChoices: number;
}

export function messageAttributes({
  content_attributes: hash,
  additional_attributes: more,
}: Message): MessageAttributes {
  return {
    scheduled: scheduling(more),
    deleted: hash.deleted === true,
    edited: hash.is_edited === true,
    previousContent: text(hash.previous_content),
    forwarded: hash.forwarded === true,
    fromPhone: hash.external_echo === true,
    senderName: text(hash.external_sender_name),
    failure: text(hash.external_error),
    quotedId: number(hash.in_reply_to),
    quotedExternalId: text(hash.in_reply_to_external_id),
    unsupported:
      hash.is_unsupported === true
        ? { type: text(hash.unsupported_type) ?? "?", raw: hash.unsupported_raw ?? null }
        : null,
    poll: readPoll(record(hash.poll)),
    linkPreview: readLinkPreview(record(hash.link_preview)),
    call: readCall(record(hash.call)),
    cards: readCards(hash),
    isStory: Boolean(hash.story ?? hash.story_id),
    isReaction: hash.is_reaction === true,
    mentionedAs: text(hash.mentioned_as),
    unreached: (Array.isArray(hash.mentions_without_access) ? hash.mentions_without_access : []).flatMap(
      (person) => text(record(person)?.name) ?? [],
    ),
  };
}

/** Stickers come as their own kind of content; integrations mark the attachment. */
export function isSticker(message: Message, attachment: Attachment): boolean {
  return (
    attachment.file_type === "image" && (message.content_type === "sticker" || attachment.meta.is_sticker === true)
  );
}

export const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

export const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

/** Null for 0 and for whatever is none, such as an object that has no value: other programs write what they like. */
export const number = (value: unknown): number | null =>
  (typeof value === "number" || typeof value === "string" ? Number(value) : 0) || null;

function readPoll(poll: Record<string, unknown> | null): Poll | null {
  if (!poll) return null;
  const counts = new Map<string, number>();
  for (const result of Array.isArray(poll.results) ? poll.results : []) {
    const name = text(record(result)?.name);
    if (name) counts.set(name, number(record(result)?.count) ?? 0);
  }
  const names = (Array.isArray(poll.options) ? poll.options : []).flatMap(
    (option) => text(option) ?? text(record(option)?.name) ?? [],
  );
  const all = [...new Set([...names, ...counts.keys()])];
  const options = all.map((name) => ({ name, count: counts.get(name) ?? 0 }));
  return { title: text(poll.title) ?? "", options, maxChoices: number(poll.max_choices ?? poll.maxChoices) ?? 0 };
}

function readLinkPreview(preview: Record<string, unknown> | null): MessageAttributes["linkPreview"] {
  const title = text(preview?.title);
  const url = text(preview?.url);
  // What is no address is still a preview, without a link.
  const isAddress = url !== null && /^https?:\/\//i.test(url) && URL.canParse(url);
  return title ? { title, description: text(preview?.description), url: isAddress ? url : null } : null;
}

function readCall(call: Record<string, unknown> | null): MessageAttributes["call"] {
  return call ? { missed: call.status !== "answered", video: Boolean(call.video ?? call.video_call) } : null;
}

function readCards(hash: Record<string, unknown>): Attachment[] {
  const base = { message_id: 0, account_id: 0, state: "ready" } as const;
  const location = record(hash.location);
  const contact = record(hash.contact);
  const phone =
    text(contact?.vcard)
      ?.match(/^(?:item\d+\.)?TEL[^:\n]*:(.+)$/im)?.[1]
      ?.trim() ?? null;
  return [
    ...(location
      ? [
          {
            ...base,
            id: 0,
            file_type: "location",
            meta: { name: location.name, address: location.address },
            coordinates_lat: number(location.latitude) ?? 0,
            coordinates_long: number(location.longitude) ?? 0,
          },
        ]
      : []),
    ...(contact ? [{ ...base, id: 1, file_type: "contact", meta: { name: contact.name }, fallback_title: phone }] : []),
  ];
}

/** Contract, scheduled-messages §5. */
function scheduling(hash: Message["additional_attributes"] | undefined): MessageAttributes["scheduled"] {
  if (typeof hash?.scheduled_message_id !== "number") return null;
  const by = (hash.scheduled_by ?? {}) as { name?: unknown };
  const at = typeof hash.scheduled_at === "number" ? hash.scheduled_at * 1000 : null;
  return { by: typeof by.name === "string" ? by.name : "", at };
}
