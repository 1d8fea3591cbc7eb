import type { CableSubscriber, RealtimePolicy } from "../../platform/realtime/realtime-policy.ts";
import { runtime } from "../../platform/runtime.ts";
import { contactInboxRoom, roomsOf, verifiedContactRoom } from "./rooms.ts";

/**
 * Whose token opens a subscription of `/cable`, and what they may hear (contract, realtime §1): a person of the team names
 * account and user too; a contact nothing but the token.
 */
export const findCableSubscriber: RealtimePolicy["cable"] = async ({ pubsub_token, account_id, user_id }) =>
  user_id === undefined ? findContact(pubsub_token) : findMember(pubsub_token, user_id, account_id);

async function findMember(token: string, userId: number, accountId?: number): Promise<CableSubscriber | null> {
  if (accountId === undefined) return null;
  const [known] = await runtime().sql`
    select 1 from users u
    join account_users au on au.user_id = u.id and au.account_id = ${accountId}
    join accounts a on a.id = au.account_id and a.status = 'active'
    where u.id = ${userId} and u.pubsub_token = ${token}`;
  const rooms = known ? await roomsOf(userId, accountId) : null;
  return rooms && { kind: "user", id: userId, accountId, rooms };
}

async function findContact(token: string): Promise<CableSubscriber | null> {
  const [row] = await runtime().sql<
    { accountId: number; contactInboxId: number; contactId: number; hmacVerified: boolean }[]
  >`
    select ci.account_id as "accountId", ci.id as "contactInboxId", ci.contact_id as "contactId",
      ci.hmac_verified as "hmacVerified"
    from contact_inboxes ci
    join accounts a on a.id = ci.account_id and a.status = 'active'
    join inboxes i on i.account_id = ci.account_id and i.id = ci.inbox_id and i.deleted_at is null
    where ci.pubsub_token = ${token}`;
  if (!row) return null;
  const rooms = [contactInboxRoom(row.contactInboxId)];
  if (row.hmacVerified) rooms.push(verifiedContactRoom(row.contactId));
  return { kind: "contact", id: row.contactId, accountId: row.accountId, rooms };
}
