import { z } from "zod";
import type { SettingField } from "../channel.ts";

/** Spaces and dashes that people type are forgiven; digits alone get their `+`. */
const phoneNumber = z
  .string()
  .transform((value) => value.replace(/[\s().-]/g, "").replace(/^(?=\d)/, "+"))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a number with country code, such as +12025550100"));

export const whapiSettings = z.object({
  /** Without trailing slash. */
  base_url: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .max(2048)
    .default("https://gate.whapi.cloud")
    .transform((value) => value.replace(/\/+$/, "")),
  /** Each line (one linked phone) has a token of its own. */
  token: z
    .string()
    .trim()
    .min(1, "is required")
    .max(500)
    .regex(/^[\x21-\x7e]+$/, "must not contain spaces"),
  /** The linked phone, E.164. */
  phone_number: phoneNumber,
  /** Take in messages of groups; otherwise only that there are some. */
  groups_enabled: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")])
    .default(true),
});

export type WhapiSettings = z.infer<typeof whapiSettings>;

export const whapiFields: SettingField[] = [
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
    key: "token",
    label: { en: "API token", "pt-BR": "Token da API" },
    kind: "secret",
    hint: {
      en: "In the Whapi.Cloud dashboard, on the page of your channel.",
      "pt-BR": "No painel do Whapi.Cloud, na página do seu canal.",
    },
  },
  {
    key: "base_url",
    label: { en: "API address", "pt-BR": "Endereço da API" },
    kind: "url",
    placeholder: "https://gate.whapi.cloud",
    hint: {
      en: "Leave as it is, unless you were given another one.",
      "pt-BR": "Deixe como está, a menos que tenha recebido outro.",
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
