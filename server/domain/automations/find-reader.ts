import { runtime } from "../../platform/runtime.ts";

/** Somebody of an account who gets a mail. */
export interface Reader {
  email: string;
  name: string;
  account: string;
  /** Their language, else the account's: `en`, `pt-BR`. */
  locale: string;
}

/** @returns null for somebody who left meanwhile, or never confirmed their address */
export async function findReader(accountId: number, userId: number): Promise<Reader | null> {
  const [reader] = await runtime().sql<Reader[]>`
    select u.email, coalesce(nullif(u.display_name, ''), u.name) as name, a.name as account,
      coalesce(u.ui_settings ->> 'locale', a.locale) as locale
    from account_users au
    join users u on u.id = au.user_id and u.confirmed_at is not null
    join accounts a on a.id = au.account_id
    where au.account_id = ${accountId} and au.user_id = ${userId}`;
  return reader ?? null;
}
