import type { z } from "zod";
import type { AttachmentKind, Capabilities } from "./capabilities.ts";
import type { GroupActions, GroupMemberChange, GroupPerson, GroupState } from "./group-actions.ts";
import type { InboundPerson } from "./inbound-person.ts";

/** How settings are filled in: a form, an OAuth button, a QR panel after the form, or nothing. */
export type Connect = "credentials" | "oauth" | "qr" | "none";

/** A request as the receiver hands it over: exact bytes, lower-cased header names. */
export interface RawRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
  /** What stands after `/webhooks/<channel>/`. */
  key: string[];
}

/** Where a message belongs: a person's chat, or a group. `id` is the provider's whole id; `Channel.sourceId` shortens it. */
export type InboundChat = { type: "individual"; person: InboundPerson } | { type: "group"; id: string; name?: string };

export interface InboundAttachment {
  kind: AttachmentKind | "location" | "contact" | "fallback";
  /** Address, provider's media id, or both; the media job prefers the address. */
  url?: string;
  mediaId?: string;
  fileName?: string;
  contentType?: string;
  size?: number;
  width?: number;
  height?: number;
  title?: string;
  latitude?: number;
  longitude?: number;
  /** Seconds, waveform, vCard, poll options… shown by the screen, not interpreted. */
  meta?: Record<string, unknown>;
}

/** Provider's time in milliseconds since 1970; the receiver's clock stands in for missing or absurd ones. */
type At = number | null;

export interface InboundMessage {
  type: "message";
  /** Unique at the provider: a repeat changes nothing. */
  id: string;
  chat: InboundChat;
  /** Who wrote it; null for our own number. */
  sender: InboundPerson | null;
  /** `incoming` from the customer; `phone` sent by us on the phone; `api` the echo of what we sent through the API. */
  origin: "incoming" | "phone" | "api";
  at: At;
  text: string | null;
  attachments: InboundAttachment[];
  quotedId?: string;
  /** Identities mentioned, digits or ids as the provider has them. */
  mentions?: string[];
  forwarded?: boolean;
  /** Type we do not know: the message is shown as unsupported, with what it was. `isAwaited`: a readable copy may follow. */
  unsupported?: { type: string; raw: unknown; isAwaited?: boolean };
  /** Structured content that has no text: poll, order, list… */
  extra?: Record<string, unknown>;
}

export type InboundEvent =
  | InboundMessage
  /** What one member did with a message of a group. */
  | { type: "receipt"; messageId: string; reader: InboundPerson; status: "delivered" | "read"; at: At }
  | { type: "status"; messageId: string; status: "sent" | "delivered" | "read" | "failed"; at: At; error?: string }
  | { type: "edit"; messageId: string; text: string; at: At }
  | { type: "delete"; messageId: string; at: At }
  | {
      type: "reaction";
      id: string;
      messageId: string;
      chat: InboundChat;
      sender: InboundPerson | null;
      emoji: string;
      at: At;
    }
  /** Totals of a poll; or, where the provider tells one person's choice only, `voter` and `votes` with empty `results`. */
  | {
      type: "poll_vote";
      messageId: string;
      results: { name: string; count: number }[];
      at: At;
      voter?: InboundPerson | null;
      votes?: string[];
    }
  | { type: "typing"; chat: InboundChat; state: "on" | "off" | "recording" }
  | { type: "read_by_us"; messageId: string; at: At }
  | { type: "contact"; person: InboundPerson }
  | ({ type: "group"; id: string; at: At } & GroupState)
  /** Something was written in a group whose messages the provider keeps to itself (groups switched off for the inbox). */
  | { type: "group_activity"; id: string; at: At }
  | ({ type: "connection" } & ConnectionState)
  /** The line works, with a limit that people must know of; null: the limit is gone. */
  | { type: "line_notice"; notice: string | null }
  /** Understood and of no consequence here (labels, calls of no interest…): kept in the raw row only. */
  | { type: "ignored"; what: string }
  /** An element that cannot be used. It never takes the others of its body with it. */
  | { type: "unusable"; what: string; reason: string };

export interface ConnectionState {
  state: "connecting" | "qr" | "open" | "closed" | "error";
  /** Text of the code, or a `data:image/…` address where the provider gives a picture only. */
  qr?: string;
  /** How long the code is good; where those that follow it live shorter than the first of a series, both. */
  expiresInSeconds?: number | { first: number; later: number };
  error?: string;
  /** Grows with every take-over of the line by another worker of the provider: what a former one says late is not true any more. */
  epoch?: number;
}

/** A message that is at the provider already, with all that some providers need to name it. */
export interface SentMessage {
  id: string;
  /** Ours, sent here or on the phone. */
  fromMe: boolean;
  /** Who wrote it, when it is not ours. */
  author?: GroupPerson;
}

/** A text that somebody at the provider looks at before it may be sent. */
export interface MessageTemplate {
  name: string;
  /** As the provider writes it: `en`, `pt_BR`, … */
  language: string;
  /** What the provider calls its purpose (`utility`, `marketing`, …). */
  category: string;
  /** Only `approved` ones can be sent. */
  status: "approved" | "pending" | "rejected" | "paused";
  /** With `{{…}}` where values go; they are named `1`, `2`… or by words. */
  body: string;
  header?: string;
  footer?: string;
}

/** A message on its way out. */
export interface OutboundMessage {
  /** Our id; stable over retries, for providers with an idempotency key. */
  id: string;
  /** `source_id` of the contact inbox: where it goes. */
  to: string;
  isGroup: boolean;
  kind: "text" | "reaction" | "location" | "contact" | "poll";
  text: string | null;
  attachments: OutboundAttachment[];
  /** Provider's id of the quoted message, or of the one reacted to. */
  quotedId?: string;
  /** The same message as we know it; missing when we do not have it. */
  quoted?: SentMessage & { text: string | null };
  /** Who is named in the text: digits of a number, or `<digits>@lid`. The text says `@<digits>`. */
  mentions: string[];
  /** For location, contact and poll: their fields. */
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  contact?: { name: string; vcard: string };
  poll?: { title: string; options: string[]; maxChoices: number };
  /** Sent instead of the text, where the channel has templates; values of the body by their names. */
  template?: { name: string; language: string; body: Record<string, string> };
}

export interface OutboundAttachment {
  kind: AttachmentKind;
  fileName: string;
  contentType: string;
  bytes(): Promise<Buffer>;
  /** Signed address that the provider can read for a while, when it can reach us. */
  url: string;
  seconds?: number;
}

/** The provider took it. `providerMessageId` is what its receipts will name. */
export interface SendReceipt {
  providerMessageId: string;
  /** Ids of further parts, where one message of ours had to become several: their receipts and echoes are of no consequence. */
  partIds?: string[];
}

/** One line of a connection test, in the order it was made. */
export interface CheckResult {
  name: "credentials" | "permission" | "webhook" | "send" | "receive";
  ok: boolean;
  detail?: string;
}

/** Where the provider shall post, and what it shall send along: headers, or the secret in the body (`webhook.secretField`). */
export type WebhookTarget = { url: string; headers: Record<string, string>; secret: string };

/** What a channel can be asked to do beside sending. A missing one is a capability that is off. */
export interface ChannelActions<Settings> {
  typing(chat: { to: string; isGroup: boolean }, state: "on" | "off" | "recording", settings: Settings): Promise<void>;
  markRead(messages: SentMessage[], chat: { to: string; isGroup: boolean }, settings: Settings): Promise<void>;
  edit(messageId: string, chat: { to: string }, text: string, settings: Settings): Promise<void>;
  delete(messageId: string, chat: { to: string }, settings: Settings): Promise<void>;
  /** Sets our webhook at the provider; called when an inbox is created or re-subscribed. */
  subscribe(target: WebhookTarget, settings: Settings): Promise<void>;
  check(settings: Settings): Promise<CheckResult[]>;
  /** How the line is. Missing on a channel that is linked by code: there subscribing makes the provider announce it. */
  connection(settings: Settings): Promise<ConnectionState>;
  /** A code to type on the phone instead of scanning one. `phone` is E.164 with `+`. */
  pairingCode(phone: string, settings: Settings): Promise<{ code: string; expiresInSeconds?: number }>;
  logout(settings: Settings): Promise<void>;
  /** Texts the provider allows for writing first, and after the reply window. */
  templates(settings: Settings): Promise<MessageTemplate[]>;
  /** Bytes of inbound media that came without an address. */
  fetchMedia(mediaId: string, settings: Settings): Promise<{ bytes: Buffer; contentType?: string }>;
  groupMembers(groupId: string, settings: Settings): Promise<GroupState & { members: GroupMemberChange[] }>;
}

/** How the set-up form shows a field; the key is the settings' key. */
export interface SettingField {
  key: string;
  label: { en: string; "pt-BR": string };
  /** `switch`: true or false. `choice`: one of `options`. */
  kind: "text" | "secret" | "url" | "phone" | "switch" | "choice";
  /** What can be chosen; the first is what the schema makes of nothing. */
  options?: { value: string; label: { en: string; "pt-BR": string } }[];
  placeholder?: string;
  /** Where a switch stands before anybody touched it: the default of the schema. */
  preset?: boolean;
  hint?: { en: string; "pt-BR": string };
}

export interface Channel<Settings = Record<string, unknown>> {
  /** Key in the registry, in `--channel` and in `/webhooks/<key>/…`. */
  key: string;
  /** Wire name, e.g. `Channel::Whatsapp`, and its variant. */
  type: string;
  provider?: string;
  name: string;
  /** Where another language says it differently. */
  names?: { "pt-BR": string };
  /** Validates what the form or `provider_config` brings. Unknown keys are dropped. */
  settings: z.ZodType<Settings>;
  fields: SettingField[];
  /** Keys of `settings` that no form shows: programs set them. */
  programSettings?: (keyof Settings & string)[];
  /** Keys of `settings` that are encrypted at rest and never leave the server. */
  secrets: (keyof Settings & string)[];
  connect: Connect;
  capabilities(settings: Settings): Capabilities;
  /** Identities → `source_id` of the contact inbox. */
  sourceId(chat: InboundChat): string;
  webhook?: {
    /** Headers the provider must send along; `secret` is this inbox's own. */
    headers(secret: string): Record<string, string>;
    /** Member of the body in which the provider repeats the secret; it is taken out before the body is stored. */
    secretField?: string;
    /** Largest body in bytes; 5 MB when missing. */
    maxBytes?: number;
    /** Provider's ids of messages without which the body means nothing: while one is unknown it is asked to repeat the body. */
    mustKnow?(body: unknown): string[];
    /** Takes files out of the body, which is changed, so that they are stored as files. `mediaId` is the attachment's. */
    detachMedia?(body: unknown): { mediaId: string; bytes: Buffer }[];
    /** What the provider calls a stored body, and what is in it, for programs that want to hear everything. */
    event?(body: unknown): { name: string; data: unknown };
    /** Constant time, over the raw bytes. */
    verify(request: RawRequest, settings: Settings, secret: string): boolean;
    challenge?(request: RawRequest, settings: Settings): Response | null;
    /** Same key: a repeat that may be forgotten. Null when the same bytes may mean something new. */
    repeatKey(body: unknown, raw: Buffer): string | null;
    /** Pure; never throws for one bad element: that becomes `unusable`. */
    normalise(body: unknown): InboundEvent[];
  };
  /** Missing: nothing is delivered, integrators listen to the inbox's webhook (`settings.webhook_url`). */
  send?(message: OutboundMessage, settings: Settings): Promise<SendReceipt>;
  actions: Partial<ChannelActions<Settings>>;
  /** Customers come in through a door of our own: the public API, or the widget on a website. */
  door?: "public_api" | "website";
  /** Missing: groups can only be read and answered. */
  groups?: Partial<GroupActions<Settings>>;
}
