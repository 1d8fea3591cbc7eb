import { z } from "zod";
import { getAccountRow } from "../domain/accounts/queries.ts";
import { createInbox } from "../domain/inboxes/create-inbox.ts";
import { getInboxRow } from "../domain/inboxes/queries.ts";
import { webhookTarget } from "../domain/inboxes/webhook-target.ts";
import { adminContextOf } from "./admin-context.ts";
import { adminCommand } from "./command.ts";

const id = z.coerce.number("is not an id").int().positive();

const settings = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "is not a JSON object" });
    return z.NEVER;
  }
});

const members = z
  .string()
  .regex(/^\d+(,\d+)*$/, "must be ids with commas between them")
  .transform((text) => text.split(",").map(Number));

/**
 * `inbox:create --account <id> --name <text> --channel <key> --settings '<json>' [--members 1,2]`
 *
 * Tells where the provider must post and what it must send along; null for a channel that takes no webhooks.
 */
export const inboxCreate = adminCommand({
  flags: z.object({
    account: id,
    name: z.string(),
    channel: z.string(),
    settings: settings.default({}),
    members: members.optional(),
  }),
  async run({ account, name, channel, settings, members }) {
    const ctx = adminContextOf(account);
    await getAccountRow(ctx);
    const inbox = await createInbox(ctx, { name, channel: { key: channel, settings }, member_ids: members });
    const target = webhookTarget(await getInboxRow(ctx, inbox.id));
    return { result: { id: inbox.id, webhook_url: target?.url ?? null, webhook_headers: target?.headers ?? {} } };
  },
});
