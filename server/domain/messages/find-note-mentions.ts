import { type AccountContext, statements } from "../../platform/context.ts";
import { mayOpen, type PersonRights } from "../../policies/conversations.ts";

/** `[@Bia](mention://user/3/Bia)`, `[@Support](mention://team/2/support)` (contract, messages §9). */
const MENTION = /\[@[^[\]\n]+\]\(mention:\/\/(user|team)\/(\d{1,15})\/[^)\s]*\)/g;

/** Somebody of the team who was mentioned in a note. */
export interface MentionedPerson {
  id: number;
  name: string;
  /** False: they cannot open the conversation, so nobody tells them. */
  isReached: boolean;
}

interface Place {
  inboxId: number;
  teamId: number | null;
}

/**
 * The people whom a note mentions, by name or through their team, each once. No statement for a note without mentions.
 *
 * @param content  the note as it is stored
 */
export async function findNoteMentions(
  ctx: AccountContext,
  place: Place,
  content: string | null,
): Promise<MentionedPerson[]> {
  const found = [...(content ?? "").matchAll(MENTION)];
  if (found.length === 0) return [];
  const ids = (kind: string) => found.filter((match) => match[1] === kind).map((match) => Number(match[2]));
  const rows = await statements(ctx)<(PersonRights & { id: number; name: string })[]>`
    select u.id, coalesce(nullif(u.display_name, ''), u.name) as name, au.role,
      array(select im.inbox_id from inbox_members im
        where im.account_id = au.account_id and im.user_id = au.user_id) as "inboxIds",
      array(select tm.team_id from team_members tm
        where tm.account_id = au.account_id and tm.user_id = au.user_id) as "teamIds"
    from account_users au join users u on u.id = au.user_id
    where au.account_id = ${ctx.accountId} and (au.user_id = any(${ids("user")}::bigint[]) or exists (
      select from team_members tm
      where tm.account_id = au.account_id and tm.user_id = au.user_id and tm.team_id = any(${ids("team")}::bigint[])))
    order by u.id`;
  return rows.map((row) => ({ id: row.id, name: row.name, isReached: mayOpen(row, place) }));
}

/** Ids of the contacts that a text mentions, as text (contract, groups §6); everyone (0) is no contact. */
export function mentionedContacts(content: string | null): string[] {
  const found = (content ?? "").matchAll(/\[@[^[\]\n]+\]\(mention:\/\/contact\/(\d{1,15})\/[^)\s]*\)/g);
  return [...new Set([...found].map((match) => String(Number(match[1]))))].filter((id) => id !== "0");
}
