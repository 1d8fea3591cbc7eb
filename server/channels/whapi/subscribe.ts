import type { WebhookTarget } from "../channel.ts";
import { asRecord, type Json, own } from "../json-fields.ts";
import { callWhapi } from "./client.ts";
import { asList, asText } from "./inbound/json-fields.ts";
import type { WhapiSettings } from "./settings.ts";

/** What we want to hear of; the default would be one deprecated event. */
const wanted = [
  ...pairs("messages", ["post", "put", "patch", "delete"]),
  ...pairs("statuses", ["post", "put"]),
  ...pairs("chats", ["patch"]),
  ...pairs("contacts", ["post", "patch"]),
  ...pairs("groups", ["post", "put", "patch"]),
  ...pairs("presences", ["post"]),
  ...pairs("channel", ["post", "patch"]),
  ...pairs("users", ["post", "delete"]),
  ...pairs("calls", ["post"]),
];

function pairs(type: string, methods: string[]): { type: string; method: string }[] {
  return methods.map((method) => ({ type, method }));
}

/**
 * Makes the provider post to us. Its list of webhooks is read, changed and sent back whole, so that those of other
 * programs stay; an earlier one of this inbox (same path, perhaps another host) is replaced. Media is downloaded by the
 * provider, so that messages come with an address.
 */
export async function subscribe(target: WebhookTarget, settings: WhapiSettings): Promise<void> {
  const { json } = await callWhapi(settings, { method: "GET", path: "/settings", repeatable: true });
  const others = (asList(own(json, "webhooks")) ?? []).filter((webhook) => !isOurs(webhook, target.url));
  const ours = { url: target.url, mode: "body", headers: target.headers, events: await allowedEvents(settings) };
  const media = {
    ...asRecord(own(json, "media")),
    auto_download: ["image", "audio", "voice", "video", "document", "sticker"],
  };
  const body = { webhooks: [...others, ours], media, callback_persist: true };
  await callWhapi(settings, { method: "PATCH", path: "/settings", body, repeatable: true });
}

/** What is wanted and offered; lines differ in what they offer, and one unknown pair would refuse the whole list. */
async function allowedEvents(settings: WhapiSettings): Promise<{ type: string; method: string }[]> {
  const { bytes } = await callWhapi(settings, { method: "GET", path: "/settings/events", repeatable: true });
  const offered = new Set((asList(parseList(bytes)) ?? []).map((event) => pairKey(asRecord(event) ?? {})));
  const events = wanted.filter((event) => offered.has(pairKey(event)));
  return events.some(({ type }) => type === "messages") ? events : wanted;
}

function parseList(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const pairKey = (event: Json): string => `${asText(own(event, "type"))} ${asText(own(event, "method"))}`;

/** Is this webhook the one of the inbox that `url` belongs to? */
export function isOurs(webhook: unknown, url: string): boolean {
  const address = asText(own(asRecord(webhook) ?? {}, "url"));
  if (!address || !URL.canParse(address)) return false;
  return new URL(address).pathname === new URL(url).pathname;
}
