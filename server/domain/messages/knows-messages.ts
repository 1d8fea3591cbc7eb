import { runtime } from "../../platform/runtime.ts";

/** Has the inbox every one of these messages, as a whole or as a part of one? @param ids  the provider's */
export async function knowsMessages(of: { accountId: number; inboxId: number }, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const [row] = await runtime().sql<{ missing: boolean }[]>`
    select exists (
      select from unnest(${ids}::text[]) as wanted (id)
      where not exists (
          select from messages
          where account_id = ${of.accountId} and inbox_id = ${of.inboxId} and provider_message_id = wanted.id)
        and not exists (
          select from message_parts
          where account_id = ${of.accountId} and inbox_id = ${of.inboxId} and provider_message_id = wanted.id)
    ) as missing`;
  return row?.missing === false;
}
