import type { Capabilities } from "../capabilities.ts";
import type { Channel, InboundChat } from "../channel.ts";
import type { GroupActionName } from "../group-actions.ts";
import { actions } from "./actions.ts";
import { groupSettings, groups } from "./groups.ts";
import { send } from "./send.ts";
import { type SimulatorSettings, simulatorFields, simulatorSettings } from "./settings.ts";
import { webhook } from "./webhook.ts";

const MEGABYTE = 1024 * 1024;
const file = { maxBytes: 16 * MEGABYTE };

const capabilities: Capabilities = {
  replyWindowHours: null,
  attachments: { image: file, video: file, audio: file, voice: file, document: file, sticker: file },
  templates: true,
  interactive: false,
  quotes: true,
  reactions: true,
  edits: true,
  deletes: true,
  typing: true,
  readReceipts: true,
  groups: true,
  pairingCode: false,
  groupActions: Object.keys(groups) as GroupActionName[],
  groupSettings,
  mentions: true,
  mentionKey: "phone",
  polls: true,
  startConversation: true,
  richText: "whatsapp",
  contactKey: "phone",
  maxTextLength: 10_000,
  ratePerSecond: 250,
  idempotentSend: true,
};

/** A provider to try things with: customers are played on a page of its own (`simulator/server`). */
export const simulator: Channel<SimulatorSettings> = {
  key: "simulator",
  type: "Channel::Whatsapp",
  provider: "simulator",
  name: "Simulator",
  names: { "pt-BR": "Simulador" },
  settings: simulatorSettings,
  fields: simulatorFields,
  secrets: ["token"],
  connect: "qr",
  capabilities: ({ reply_window: hasWindow }) => ({ ...capabilities, replyWindowHours: hasWindow ? 24 : null }),
  sourceId,
  webhook,
  send,
  actions,
  groups,
};

function sourceId(chat: InboundChat): string {
  if (chat.type === "group") return chat.id.replace(/@g\.us$/, "");
  return (chat.person.identities[0]?.value ?? "").replace(/^\+/, "");
}
