import { z } from "zod";
import type { SettingField } from "../channel.ts";

const onOff = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]);

export const simulatorSettings = z.object({
  /** Without trailing slash. */
  base_url: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .max(2048)
    .default("http://127.0.0.1:4010")
    .transform((value) => value.replace(/\/+$/, "")),
  token: z
    .string()
    .trim()
    .min(1, "is required")
    .max(500)
    .regex(/^[\x21-\x7e]+$/, "must not contain spaces"),
  phone_number: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "must be a number with country code, such as +12025550100")
    .default("+12025550100"),
  /** Take in messages of groups; otherwise only that there are some. */
  groups_enabled: onOff.default(true),
  /** Free text is for customers who wrote within 24 hours, as on WhatsApp's business platform; later it takes a template. */
  reply_window: onOff.default(false),
});

export type SimulatorSettings = z.infer<typeof simulatorSettings>;

export const simulatorFields: SettingField[] = [
  {
    key: "base_url",
    label: { en: "Simulator address", "pt-BR": "Endereço do simulador" },
    kind: "url",
    placeholder: "http://127.0.0.1:4010",
    hint: { en: "Printed when the simulator starts.", "pt-BR": "Mostrado quando o simulador inicia." },
  },
  { key: "token", label: { en: "Token", "pt-BR": "Token" }, kind: "secret", placeholder: "simulator" },
  {
    key: "phone_number",
    label: { en: "Phone number", "pt-BR": "Número de telefone" },
    kind: "phone",
    placeholder: "+12025550100",
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
  {
    key: "reply_window",
    label: { en: "Reply window of 24 hours", "pt-BR": "Janela de resposta de 24 horas" },
    kind: "switch",
    preset: false,
    hint: {
      en: "Who wrote longer ago than that can only be sent templates.",
      "pt-BR": "Quem escreveu há mais tempo só pode receber modelos.",
    },
  },
];
