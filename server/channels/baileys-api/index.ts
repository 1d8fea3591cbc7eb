import type { Capabilities } from "../capabilities.ts";
import type { Channel } from "../channel.ts";
import type { GroupActionName } from "../group-actions.ts";
import { actions } from "./actions.ts";
import { groupSettings, groups } from "./groups.ts";
import { sourceId } from "./jid.ts";
import { send } from "./send.ts";
import { type BaileysApiSettings, baileysApiFields, baileysApiSettings } from "./settings.ts";
import { webhook } from "./webhook.ts";

const MEGABYTE = 1024 * 1024;

const capabilities: Capabilities = {
  replyWindowHours: null,
  // WhatsApp's own sizes, and no more than the gateway takes: 64 MiB of JSON hold 47 MB of a file.
  attachments: {
    image: { maxBytes: 16 * MEGABYTE },
    video: { maxBytes: 47 * MEGABYTE },
    audio: { maxBytes: 16 * MEGABYTE },
    voice: { maxBytes: 16 * MEGABYTE },
    document: { maxBytes: 47 * MEGABYTE },
  },
  templates: false,
  interactive: false,
  quotes: true,
  reactions: true,
  edits: true,
  deletes: true,
  typing: true,
  readReceipts: true,
  groups: true,
  // The gateway shows a QR code only.
  pairingCode: false,
  groupActions: Object.keys(groups) as GroupActionName[],
  groupSettings,
  mentions: true,
  mentionKey: "lid",
  polls: false,
  startConversation: true,
  richText: "whatsapp",
  contactKey: "phone",
  maxTextLength: 4096,
  // The gateway names no limit; this much is far more than people write.
  ratePerSecond: 30,
  idempotentSend: true,
  // Ten minutes from the first try; what is left of the last one is not relied upon.
  idempotentSeconds: 540,
};

/** WhatsApp through a baileys-api of one's own: a linked phone, no templates, no reply window. */
export const baileysApi: Channel<BaileysApiSettings> = {
  key: "baileys-api",
  type: "Channel::Whatsapp",
  provider: "baileys",
  name: "WhatsApp (baileys-api)",
  settings: baileysApiSettings,
  fields: baileysApiFields,
  secrets: ["api_key", "webhook_verify_token"],
  connect: "qr",
  capabilities: () => capabilities,
  sourceId,
  webhook,
  send,
  actions,
  groups,
};
