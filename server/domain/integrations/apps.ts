import { z } from "zod";
import { flag } from "../../platform/contract/fields.ts";

/** An app with hooks: what a hook of it needs, and what of that is secret. */
export interface HookApp {
  id: string;
  name: string;
  description: string;
  shortDescription: string;
  hookType: "account" | "inbox";
  settings: z.ZodType<Record<string, unknown>>;
  secrets: readonly string[];
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: "is invalid" })
  .max(2048, "is too long (maximum is 2048 characters)")
  .transform((url) => url.replace(/\/+$/, ""));
const required = (max: number) =>
  z.string().trim().min(1, "can't be blank").max(max, `is too long (maximum is ${max} characters)`);

/** What a chat room can be told of. */
export const roomEvents = [
  "conversation_created",
  "conversation_resolved",
  "message_incoming",
  "message_outgoing",
] as const;

/** Any server that speaks OpenAI's chat completions, a local one included. */
export const openaiSettings = z.object({
  api_key: required(500),
  base_url: httpUrl.default("https://api.openai.com/v1"),
  model: required(100).default("gpt-4o-mini"),
  label_suggestion: flag.default(false),
});

/** The key file of a service account, as an object or as the text of the file. */
const serviceAccount = z.preprocess(
  (value) => (typeof value === "string" ? parseJson(value) : value),
  z.object(
    {
      client_email: required(320),
      private_key: z.string("can't be blank").includes("PRIVATE KEY", { error: "is invalid" }).max(10_000),
      token_uri: httpUrl.default("https://oauth2.googleapis.com/token"),
    },
    "is no key of a service account",
  ),
);

export const translateSettings = z.object({
  project_id: z.string().regex(/^[a-z][a-z0-9.:-]{3,100}$/, "is invalid"),
  credentials: serviceAccount,
  endpoint: httpUrl.default("https://translation.googleapis.com"),
});

export const roomSettings = z.object({
  webhook_url: httpUrl,
  events: z.array(z.enum(roomEvents)).min(1, "can't be blank").default(["conversation_created", "message_incoming"]),
});

/** Every app that can be connected here. What is not in it does not exist: nothing is listed that would do nothing. */
export const hookApps: readonly HookApp[] = [
  {
    id: "openai",
    name: "OpenAI",
    shortDescription: "Better wordings, summaries and suggested answers.",
    description:
      "Rewrites what agents write, sums conversations up, and suggests answers and labels. Works with OpenAI and with every server that speaks its chat completions.",
    hookType: "account",
    settings: openaiSettings,
    secrets: ["api_key"],
  },
  {
    id: "slack",
    name: "Slack",
    shortDescription: "New conversations and messages in a Slack channel.",
    description:
      "Posts what happens to an incoming webhook of Slack. Mattermost, Rocket.Chat and others take the same format.",
    hookType: "account",
    settings: roomSettings,
    secrets: ["webhook_url"],
  },
  {
    id: "google_translate",
    name: "Google Translate",
    shortDescription: "Messages in the language of the agent.",
    description: "Translates single messages with Google Cloud Translation, through a service account of yours.",
    hookType: "account",
    settings: translateSettings,
    secrets: ["credentials"],
  },
];

/** Apps without hooks: what they stand for is set up elsewhere. */
export const settingsApps = [
  {
    id: "webhooks",
    name: "Webhooks",
    shortDescription: "Tell another program what happens.",
    description: "Calls addresses of yours, signed, when something happens in the account.",
  },
  {
    id: "dashboard_apps",
    name: "Dashboard apps",
    shortDescription: "Pages of yours beside a conversation.",
    description: "Shows a page of another program, with the customer's data, beside a conversation.",
  },
] as const;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
