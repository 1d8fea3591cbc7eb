import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { fetchBotAvatar } from "./fetch-bot-avatar.ts";

/** Copies a bot's picture from where somebody said it is. */
export const fetchBotAvatarJob = defineJob({
  name: "fetch_bot_avatar",
  pool: "slow",
  payload: z.object({ account_id: z.number(), agent_bot_id: z.number(), url: z.string() }),
  maxAttempts: 4,
  run: fetchBotAvatar,
});
