import { sql } from "drizzle-orm";
import { integrationHooks } from "#db/schema/integrations.ts";
import { type SeededAccount, seedConversation, seedMessage } from "#db/testing/seed.ts";
import { runtime } from "../../runtime.ts";
import { encrypt } from "../../secrets.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];
/** No language model is connected, so there is nothing to ask. */
const unconnected: Expected = [422, 422, 422, 401, 401, 401];
const unconnectedInside: Expected = [422, 422, 401, 401, 401, 401];

const webhook_url = "https://hooks.slack.com/services/T0/B0/x";

const withHook =
  (body?: unknown) =>
  async ({ id: accountId }: SeededAccount) => {
    const [hook] = await runtime()
      .db.insert(integrationHooks)
      .values({
        accountId,
        appId: "slack",
        settings: { events: ["message_incoming"] },
        secrets: encrypt(JSON.stringify({ webhook_url })),
      })
      .onConflictDoUpdate({
        target: [integrationHooks.accountId, integrationHooks.appId],
        targetWhere: sql`hook_type = 'account'`,
        set: { enabled: true },
      })
      .returning({ id: integrationHooks.id });
    return { params: { hook_id: hook?.id ?? 0 }, body };
  };

const about = async (account: SeededAccount) => ({
  body: { conversation_display_id: (await seedConversation(account)).displayId },
});

/** Apps, their hooks, and what they do. */
export const integrationRows: Record<string, Row> = {
  "integrations.apps": { expected: members },
  "integrations.app": { expected: members, given: () => ({ params: { id: "slack" } }) },
  "integrations.create_hook": {
    expected: administrators,
    given: () => ({ body: { app_id: "slack", settings: { webhook_url } } }),
  },
  "integrations.update_hook": { expected: administrators, given: withHook({ status: false }) },
  "integrations.delete_hook": { expected: administrators, given: withHook() },
  "integrations.process_event": { expected: members, given: withHook({ event: { name: "rephrase", data: {} } }) },
  "writing.rewrite": {
    expected: unconnected,
    given: () => ({ body: { content: "Hello", operation: "rephrase" } }),
  },
  "writing.summarize": { expected: unconnected, given: about },
  "writing.reply_suggestion": { expected: unconnected, given: about },
  "writing.label_suggestion": { expected: unconnected, given: about },
  "writing.follow_up": {
    expected: unconnected,
    given: () => ({ body: { message: "Shorter", follow_up_context: { event_name: "rephrase" } } }),
  },
  "messages.translate": {
    expected: unconnectedInside,
    given: async (account) => {
      const conversation = await seedConversation(account);
      const message = await seedMessage(account.id, conversation, { content: "Bom dia" });
      return {
        params: { conversation_id: conversation.displayId, message_id: message.id },
        body: { target_language: "en" },
      };
    },
  },
};
