import { z } from "zod";
import { picture, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

const base = { tag: "Platform", callers: ["platform_app"], isOutsideAccount: true } as const;
const path = "/platform/api/v1/agent_bots";

const bot = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  thumbnail: z.string(),
  outgoing_url: z.string().nullable(),
  account_id: z.number().nullable(),
  access_token: z.string(),
});
export type PlatformBot = z.infer<typeof bot>;

const httpUrl = z.url({ protocol: /^https?$/, error: "is invalid" }).max(2048);
const orBlank = z.union([z.literal("").transform(() => null), z.null(), httpUrl]).optional();
const name = z.string().trim().min(1, "can't be blank").max(255, "is too long (maximum is 255 characters)");
const fields = {
  description: z.string().max(20_000).nullish(),
  outgoing_url: orBlank,
  avatar: picture.optional(),
  avatar_url: orBlank,
};
const params = z.object({ id: wireId });

export const listPlatformBots = operation({
  ...base,
  id: "platform.agent_bots",
  method: "GET",
  path,
  summary: "Bots that the app may touch",
  response: z.array(bot),
});

export const createPlatformBot = operation({
  ...base,
  id: "platform.create_agent_bot",
  method: "POST",
  path,
  summary: "Create a bot of an account, or of the whole installation",
  body: z.object({ name, account_id: wireId.nullish(), ...fields }),
  response: bot,
  maxBytes: 16 * 1024 * 1024,
});

export const getPlatformBot = operation({
  ...base,
  id: "platform.agent_bot",
  method: "GET",
  path: `${path}/{id}`,
  summary: "A bot that the app may touch",
  params,
  response: bot,
});

export const updatePlatformBot = operation({
  ...base,
  id: "platform.update_agent_bot",
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Change a bot",
  params,
  body: z.object({ name: name.optional(), account_id: wireId.nullish(), ...fields }),
  response: bot,
  maxBytes: 16 * 1024 * 1024,
});

export const deletePlatformBot = operation({
  ...base,
  id: "platform.delete_agent_bot",
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "Delete a bot with its token",
  params,
});
