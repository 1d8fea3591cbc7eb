import { z } from "zod";
import type { Capabilities } from "../capabilities.ts";
import type { Channel, InboundChat } from "../channel.ts";

const apiSettings = z.object({
  /** Hears of messages and conversations of the inbox; null: nobody does. */
  webhook_url: z
    .union([
      z.literal("").transform(() => null),
      z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).max(2048),
    ])
    .nullish()
    .transform((value) => value ?? null),
  /** Hours after the customer's last message in which agents may reply; null: always (contract, inboxes §3). */
  agent_reply_time_window: z
    .union([z.literal("").transform(() => null), z.coerce.number().positive("must be greater than 0").max(8760)])
    .nullish()
    .transform((value) => value ?? null),
});

type ApiSettings = z.infer<typeof apiSettings>;

const MEGABYTE = 1024 * 1024;
const file = { maxBytes: 40 * MEGABYTE };

const capabilities: Capabilities = {
  replyWindowHours: null,
  attachments: { image: file, video: file, audio: file, voice: file, document: file },
  templates: false,
  interactive: false,
  quotes: true,
  reactions: false,
  edits: false,
  deletes: false,
  typing: false,
  readReceipts: false,
  groups: false,
  pairingCode: false,
  groupActions: [],
  groupSettings: [],
  mentions: false,
  mentionKey: "phone",
  polls: false,
  startConversation: true,
  richText: "markdown",
  contactKey: "none",
  maxTextLength: 150_000,
  ratePerSecond: 100,
  idempotentSend: false,
};

/**
 * An inbox without a provider (contract, inboxes §8): messages come in through the REST API, and integrators learn of
 * replies from the inbox's webhook. So there is nothing to send and nothing to receive here.
 */
export const api: Channel<ApiSettings> = {
  key: "api",
  type: "Channel::Api",
  name: "API",
  settings: apiSettings,
  fields: [
    {
      key: "webhook_url",
      label: { en: "Webhook address", "pt-BR": "Endereço do webhook" },
      kind: "url",
      placeholder: "https://example.com/hooks/inbox",
      hint: {
        en: "Every message and change of this inbox is posted there. May stay empty.",
        "pt-BR": "Cada mensagem e mudança desta caixa é enviada para lá. Pode ficar vazio.",
      },
    },
    {
      key: "agent_reply_time_window",
      label: { en: "Hours to reply", "pt-BR": "Horas para responder" },
      kind: "text",
      placeholder: "24",
      hint: {
        en: "After this many hours without a message from the customer nobody can reply. May stay empty.",
        "pt-BR": "Após tantas horas sem mensagem do cliente ninguém pode responder. Pode ficar vazio.",
      },
    },
  ],
  secrets: [],
  connect: "credentials",
  capabilities: ({ agent_reply_time_window: hours }) => ({ ...capabilities, replyWindowHours: hours ?? null }),
  sourceId,
  actions: {},
  door: "public_api",
};

/** Integrators choose the id themselves; any identity they gave is one. */
function sourceId(chat: InboundChat): string {
  if (chat.type === "group") return chat.id;
  const own = chat.person.identities.find(({ kind }) => kind === "provider_id");
  return (own ?? chat.person.identities[0])?.value ?? "";
}
