import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { actingUserId } from "../accounts/queries.ts";
import type { NotificationSettings, updateNotificationSettings as operation } from "./contract/settings.ts";
import { defaultWishes, type NotificationWishes, notificationTypes } from "./notification-types.ts";

/** What the caller wants to be told, and by which way (contract, settings §14). */
export async function getNotificationSettings(ctx: AccountContext): Promise<NotificationSettings> {
  const userId = actingUserId(ctx);
  const [row] = await statements(ctx)<(NotificationWishes & { id: number })[]>`
    select id, email_types as "emailTypes", push_types as "pushTypes", sound_types as "soundTypes" from notification_settings
    where account_id = ${ctx.accountId} and user_id = ${userId}`;
  return serializeSettings(ctx.accountId, userId, row ?? { id: 0, ...defaultWishes });
}

/** Replaces the lists that are given; names that are no type are left out. */
export async function updateNotificationSettings(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<NotificationSettings> {
  return transaction(ctx, async (tx) => {
    const userId = actingUserId(tx);
    const email = typesOf("email", input.selected_email_flags);
    const push = typesOf("push", input.selected_push_flags);
    const sound = typesOf("sound", input.selected_sound_flags);
    const [row] = await tx.sql<(NotificationWishes & { id: number })[]>`
      insert into notification_settings (account_id, user_id, email_types, push_types, sound_types)
      values (${tx.accountId}, ${userId}, ${email ?? defaultWishes.emailTypes}::text[],
        ${push ?? defaultWishes.pushTypes}::text[], ${sound ?? defaultWishes.soundTypes}::text[])
      on conflict (account_id, user_id) do update set
        email_types = coalesce(${email}::text[], notification_settings.email_types),
        push_types = coalesce(${push}::text[], notification_settings.push_types),
        sound_types = coalesce(${sound}::text[], notification_settings.sound_types),
        updated_at = now()
      returning id, email_types as "emailTypes", push_types as "pushTypes", sound_types as "soundTypes"`;
    if (!row) throw new Error("The settings of a person could not be written");
    return serializeSettings(tx.accountId, userId, row);
  });
}

function typesOf(way: string, given: string[] | undefined): string[] | null {
  return given ? notificationTypes.filter((type) => given.includes(`${way}_${type}`)) : null;
}

function serializeSettings(
  accountId: number,
  userId: number,
  row: NotificationWishes & { id: number },
): NotificationSettings {
  const flags = (way: string, types: readonly string[]) => types.map((type) => `${way}_${type}`);
  return {
    id: row.id,
    user_id: userId,
    account_id: accountId,
    all_email_flags: flags("email", notificationTypes),
    selected_email_flags: flags("email", row.emailTypes),
    all_push_flags: flags("push", notificationTypes),
    selected_push_flags: flags("push", row.pushTypes),
    all_sound_flags: flags("sound", notificationTypes),
    selected_sound_flags: flags("sound", row.soundTypes),
  };
}
