import type { Capabilities } from "../capabilities.ts";
import type { Channel, InboundChat } from "../channel.ts";
import { type WebsiteSettings, websiteSettings } from "./settings.ts";

const file = { maxBytes: 40 * 1024 * 1024 };

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
  groupActions: [],
  groupSettings: [],
  pairingCode: false,
  mentions: false,
  mentionKey: "phone",
  polls: false,
  startConversation: false,
  richText: "markdown",
  contactKey: "none",
  maxTextLength: 150_000,
  ratePerSecond: 100,
  idempotentSend: false,
};

/**
 * Visitors of a website write in a widget that we serve ourselves, so there is no provider: what the team writes is seen as soon as it
 * is stored.
 */
export const website: Channel<WebsiteSettings> = {
  key: "website",
  type: "Channel::WebWidget",
  name: "Website",
  names: { "pt-BR": "Site" },
  settings: websiteSettings,
  fields: [
    {
      key: "website_url",
      label: { en: "Address of the website", "pt-BR": "Endereço do site" },
      kind: "url",
      placeholder: "https://example.com",
    },
    {
      key: "widget_color",
      label: { en: "Colour of the widget", "pt-BR": "Cor do widget" },
      kind: "text",
      placeholder: "#1f93ff",
    },
    {
      key: "welcome_title",
      label: { en: "Heading", "pt-BR": "Título" },
      kind: "text",
      placeholder: "Hi there!",
    },
    {
      key: "welcome_tagline",
      label: { en: "Greeting below it", "pt-BR": "Saudação abaixo dele" },
      kind: "text",
      placeholder: "Ask us anything.",
    },
    {
      key: "reply_time",
      label: { en: "Usual time to reply", "pt-BR": "Tempo habitual de resposta" },
      kind: "choice",
      options: [
        { value: "in_a_few_minutes", label: { en: "In a few minutes", "pt-BR": "Em alguns minutos" } },
        { value: "in_a_few_hours", label: { en: "In a few hours", "pt-BR": "Em algumas horas" } },
        { value: "in_a_day", label: { en: "In a day", "pt-BR": "Em um dia" } },
      ],
    },
    {
      key: "allowed_domains",
      label: { en: "Only on these domains", "pt-BR": "Somente nestes domínios" },
      kind: "text",
      placeholder: "example.com, *.example.com",
      hint: {
        en: "Separated by commas. Empty: on every website.",
        "pt-BR": "Separados por vírgulas. Vazio: em qualquer site.",
      },
    },
    {
      key: "pre_chat_form_enabled",
      label: { en: "Ask who it is before the first message", "pt-BR": "Perguntar quem é antes da primeira mensagem" },
      kind: "switch",
      preset: false,
    },
  ],
  programSettings: ["pre_chat_form_options", "selected_feature_flags"],
  secrets: [],
  connect: "credentials",
  capabilities: () => capabilities,
  sourceId: (chat: InboundChat) =>
    chat.type === "group" ? chat.id : (chat.person.identities.find(({ kind }) => kind === "provider_id")?.value ?? ""),
  actions: {},
  door: "website",
};
