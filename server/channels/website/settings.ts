import { z } from "zod";

const text = (max: number) =>
  z
    .string()
    .max(max)
    .nullish()
    .transform((value) => value ?? "");
const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0", ""])])
  .nullish()
  .transform((value) => value === true || value === "true" || value === "1");

const field = z.object({
  field_type: z.enum(["standard", "conversation_attribute", "contact_attribute"]).catch("standard"),
  name: z.string().min(1).max(255),
  label: z.string().max(255).nullish(),
  placeholder: z.string().max(255).nullish(),
  type: z.string().max(40).catch("text"),
  required: flag,
  enabled: flag,
  values: z.array(z.string().max(255)).max(100).nullish(),
  locale: z.string().max(20).nullish(),
  regex_pattern: z.string().max(500).nullish(),
  regex_cue: z.string().max(255).nullish(),
});
export type PreChatField = z.infer<typeof field>;

const standard = (name: string, type: string, label: string): PreChatField => ({
  field_type: "standard",
  name,
  type,
  label,
  placeholder: label,
  required: false,
  enabled: false,
});

/** Asked before the first message; nobody has to answer until somebody wants them to (contract, inboxes §3). */
const preset = {
  pre_chat_message: "",
  pre_chat_fields: [
    standard("emailAddress", "email", "Email"),
    standard("fullName", "text", "Full name"),
    standard("phoneNumber", "text", "Phone number"),
  ],
};

const features = ["attachments", "emoji_picker", "end_conversation", "use_inbox_avatar_for_bot"] as const;

/** What the widget of a website shows and asks (contract, inboxes §3). */
export const websiteSettings = z.object({
  website_url: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).max(2048),
  widget_color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #1f93ff")
    .or(z.literal("").transform(() => "#1f93ff"))
    .nullish()
    .transform((value) => value ?? "#1f93ff"),
  welcome_title: text(255),
  welcome_tagline: text(255),
  reply_time: z
    .enum(["in_a_few_minutes", "in_a_few_hours", "in_a_day"])
    .or(z.literal("").transform(() => "in_a_few_minutes" as const))
    .nullish()
    .transform((value) => value ?? "in_a_few_minutes"),
  allowed_domains: text(2000),
  pre_chat_form_enabled: flag,
  pre_chat_form_options: z
    .object({ pre_chat_message: text(2000), pre_chat_fields: z.array(field).max(30).default([]) })
    .nullish()
    .transform((value) => value ?? preset),
  selected_feature_flags: z
    .array(z.enum(features))
    .nullish()
    .transform((value) => value ?? [...features.slice(0, 3)]),
});
export type WebsiteSettings = z.infer<typeof websiteSettings>;
