import { type AccountContext, statements } from "../../platform/context.ts";
import type { SenderRow } from "../messages/queries/load-messages.ts";
import { serializeUserCard } from "../messages/serialize.ts";
import type { Typist } from "./tell-typing.ts";

/** A person of the team as others are told that they type; null when they are gone. */
export async function loadUserTypist(ctx: AccountContext, userId: number): Promise<Typist | null> {
  const [row] = await statements(ctx)<SenderRow[]>`
    select u.id, u.name, u.display_name as "displayName", u.avatar_key as "avatarKey", au.availability, u.email
    from users u join account_users au on au.user_id = u.id and au.account_id = ${ctx.accountId}
    where u.id = ${userId}`;
  return row ? { ...serializeUserCard(row), email: row.email ?? null } : null;
}
