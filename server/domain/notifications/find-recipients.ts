import type { Tx } from "../../platform/database/transaction.ts";
import type { PersonRights } from "../../policies/conversations.ts";
import { defaultWishes, type NotificationWishes } from "./notification-types.ts";

/** Somebody who might be told: what they may see, what they want, and the browsers that take pushes. */
export interface Recipient extends PersonRights, NotificationWishes {
  userId: number;
  subscriptionIds: number[];
}

type Row = Omit<Recipient, keyof NotificationWishes> & { [Key in keyof NotificationWishes]: string[] | null };

/** Members of the account among the given people, by id, in one statement. */
export async function findRecipients(tx: Tx, userIds: number[]): Promise<Map<number, Recipient>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.sql<Row[]>`
    select au.user_id as "userId", au.role, s.email_types as "emailTypes", s.push_types as "pushTypes",
      s.sound_types as "soundTypes",
      array(select im.inbox_id from inbox_members im
        where im.account_id = au.account_id and im.user_id = au.user_id) as "inboxIds",
      array(select tm.team_id from team_members tm
        where tm.account_id = au.account_id and tm.user_id = au.user_id) as "teamIds",
      array(select ns.id from notification_subscriptions ns
        where ns.user_id = au.user_id and ns.subscription_type = 'browser_push') as "subscriptionIds"
    from account_users au
    left join notification_settings s on s.account_id = au.account_id and s.user_id = au.user_id
    where au.account_id = ${tx.accountId} and au.user_id = any(${userIds}::bigint[])`;
  return new Map(
    rows.map((row) => [
      row.userId,
      {
        ...row,
        emailTypes: row.emailTypes ?? defaultWishes.emailTypes,
        pushTypes: row.pushTypes ?? defaultWishes.pushTypes,
        soundTypes: row.soundTypes ?? defaultWishes.soundTypes,
      },
    ]),
  );
}

/** Who follows each of these conversations. */
export async function findFollowers(tx: Tx, conversationIds: number[]): Promise<Map<number, number[]>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await tx.sql<{ conversationId: number; userIds: number[] }[]>`
    select conversation_id as "conversationId", array_agg(user_id) as "userIds" from conversation_participants
    where account_id = ${tx.accountId} and conversation_id = any(${conversationIds}::bigint[])
    group by conversation_id`;
  return new Map(rows.map((row) => [row.conversationId, row.userIds.map(Number)]));
}

/** Who answers in each of these inboxes. */
export async function findInboxPeople(tx: Tx, inboxIds: number[]): Promise<Map<number, number[]>> {
  if (inboxIds.length === 0) return new Map();
  const rows = await tx.sql<{ inboxId: number; userIds: number[] }[]>`
    select inbox_id as "inboxId", array_agg(user_id) as "userIds" from inbox_members
    where account_id = ${tx.accountId} and inbox_id = any(${inboxIds}::bigint[])
    group by inbox_id`;
  return new Map(rows.map((row) => [row.inboxId, row.userIds.map(Number)]));
}
