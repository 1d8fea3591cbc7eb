import { z } from "zod";
import type { SettingField } from "../channel.ts";

/** Spaces and dashes that people type are forgiven; digits alone get their `+`. */
const phoneNumber = z
  .string()
  .transform((value) => value.replace(/[\s().-]/g, "").replace(/^(?=\d)/, "+"))
  .pipe(z.string().regex(/^\+[1-9]\d{4,14}$/, "must be a number with country code, such as +12025550100"));

const noSpaces = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x21-\x7e]*$/, "must not contain spaces");

const onOff = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]).default(true);

/** Names as the REST contract has them (contract, inboxes §3). */
export const baileysApiSettings = z.object({
  /** The linked phone, E.164. */
  phone_number: phoneNumber,
  /** Of the gateway, without trailing slash. */
  provider_url: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .max(2048)
    .default("http://localhost:3025")
    .transform((value) => value.replace(/\/+$/, "")),
  /** Empty for a gateway that asks for none. */
  api_key: noSpaces.default(""),
  /** What the gateway sends along to prove itself; empty: one is made. */
  webhook_verify_token: noSpaces.refine((value) => value === "" || value.length >= 6, "is too short").default(""),
  /** Tell customers when their messages were read. */
  mark_as_read: onOff,
  /** Take in messages of groups; otherwise only that there are some. */
  groups_enabled: onOff,
});

export type BaileysApiSettings = z.infer<typeof baileysApiSettings>;

export const baileysApiFields: SettingField[] = [
  {
    key: "phone_number",
    label: { en: "Phone number", "pt-BR": "Número de telefone" },
    kind: "phone",
    placeholder: "+12025550100",
    hint: {
      en: "The WhatsApp number that is linked, with country code.",
      "pt-BR": "O número do WhatsApp vinculado, com código do país.",
    },
  },
  {
    key: "provider_url",
    label: { en: "Address of the gateway", "pt-BR": "Endereço do gateway" },
    kind: "url",
    placeholder: "http://localhost:3025",
    hint: {
      en: "Where your baileys-api runs, as this server reaches it.",
      "pt-BR": "Onde o seu baileys-api está, como este servidor o alcança.",
    },
  },
  {
    key: "api_key",
    label: { en: "API key", "pt-BR": "Chave da API" },
    kind: "secret",
    hint: {
      en: "Made with the gateway's own command. Only a gateway in development mode needs none.",
      "pt-BR": "Criada com o comando do próprio gateway. Só um gateway em modo de desenvolvimento dispensa.",
    },
  },
  {
    key: "webhook_verify_token",
    label: { en: "Webhook token", "pt-BR": "Token do webhook" },
    kind: "secret",
    hint: {
      en: "Leave this empty: a safe one is made.",
      "pt-BR": "Deixe vazio: um token seguro é criado.",
    },
  },
  {
    key: "mark_as_read",
    label: { en: "Send read receipts", "pt-BR": "Enviar confirmações de leitura" },
    kind: "switch",
    preset: true,
    hint: {
      en: "Customers see when their messages were read here.",
      "pt-BR": "Os clientes veem quando as mensagens foram lidas aqui.",
    },
  },
  {
    key: "groups_enabled",
    label: { en: "Take in group messages", "pt-BR": "Receber mensagens de grupos" },
    kind: "switch",
    preset: true,
    hint: {
      en: "Switched off, groups only show that something was written.",
      "pt-BR": "Desligado, os grupos mostram apenas que algo foi escrito.",
    },
  },
];
