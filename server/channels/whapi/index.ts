import type { Capabilities } from "../capabilities.ts";
import type { Channel } from "../channel.ts";
import type { GroupActionName } from "../group-actions.ts";
import { actions } from "./actions.ts";
import { sourceId } from "./chat-id.ts";
import { groupSettings, groups } from "./groups.ts";
import { send } from "./send.ts";
import { type WhapiSettings, whapiFields, whapiSettings } from "./settings.ts";
import { webhook } from "./webhook.ts";

const MEGABYTE = 1024 * 1024;

const capabilities: Capabilities = {
  replyWindowHours: null,
  // The provider states no sizes; these are WhatsApp's own.
  attachments: {
    image: { maxBytes: 16 * MEGABYTE },
    video: { maxBytes: 64 * MEGABYTE },
    audio: { maxBytes: 16 * MEGABYTE },
    voice: { maxBytes: 16 * MEGABYTE },
    document: { maxBytes: 100 * MEGABYTE },
    sticker: { maxBytes: MEGABYTE },
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
  pairingCode: true,
  groupActions: Object.keys(groups) as GroupActionName[],
  groupSettings,
  mentions: true,
  mentionKey: "phone",
  polls: true,
  startConversation: true,
  richText: "whatsapp",
  contactKey: "phone",
  maxTextLength: 4096,
  // The provider names no limit and answers 429 when it is too much; this much is far more than people write.
  ratePerSecond: 30,
  // A send has no key by which the provider would know its repeat.
  idempotentSend: false,
};

/** WhatsApp through Whapi.Cloud: a linked phone, no templates, no reply window. */
export const whapi: Channel<WhapiSettings> = {
  key: "whapi",
  type: "Channel::Whatsapp",
  provider: "whapi",
  name: "WhatsApp (Whapi.Cloud)",
  settings: whapiSettings,
  fields: whapiFields,
  secrets: ["token"],
  connect: "qr",
  capabilities: () => capabilities,
  sourceId,
  webhook,
  send,
  actions,
  groups,
};
