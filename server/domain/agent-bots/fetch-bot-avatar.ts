import { agentBots } from "#db/schema/accounts.ts";
import { isAppError } from "../../platform/app-error.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { MAX_AVATAR_BYTES, storeAvatar } from "../../platform/media/store-avatar.ts";
import { runtime } from "../../platform/runtime.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { ownBot } from "./queries.ts";

/**
 * Copies the picture of a bot to our storage. A picture that is gone or is no picture leaves the bot as it was.
 *
 * @throws when the address cannot be reached now; the job then tries again
 */
export async function fetchBotAvatar(of: { account_id: number; agent_bot_id: number; url: string }): Promise<void> {
  const ctx = systemContext(of.account_id, "fetch_bot_avatar");
  const key = await store(of);
  if (!key) return;
  const replaced = await transaction(ctx, async (tx) => {
    const here = ownBot(tx, of.agent_bot_id);
    const [bot] = await tx.db.select({ former: agentBots.avatarKey }).from(agentBots).where(here).for("update");
    // Deleted meanwhile: the file that nobody needs is the one to remove.
    if (!bot) return key;
    await tx.db.update(agentBots).set({ avatarKey: key, updatedAt: new Date() }).where(here);
    noteChange(tx, {
      record: "AgentBot",
      id: of.agent_bot_id,
      action: "update",
      changes: { thumbnail: [bot.former, key] },
    });
    return bot.former;
  });
  if (replaced) await runtime().storage.delete(replaced);
}

async function store(of: { account_id: number; agent_bot_id: number; url: string }): Promise<string | null> {
  const response = await safeFetch(of.url, { maxBytes: MAX_AVATAR_BYTES, timeoutMs: 30_000, redirects: 3 });
  if (response.status >= 500 || response.status === 429)
    throw new Error(`The picture's host answered ${response.status}`);
  if (response.status !== 200) return null;
  try {
    return await storeAvatar(response.body, `accounts/${of.account_id}/agent-bots/${of.agent_bot_id}`);
  } catch (error) {
    if (!isAppError(error)) throw error;
    runtime().log.info({ ...of, err: error }, "a bot's picture cannot be used");
    return null;
  }
}
