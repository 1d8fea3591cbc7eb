import { statements, systemContext } from "../../platform/context.ts";

/** Everybody of an account: for what every member may see (contacts, agents, names of inboxes). */
export const accountRoom = (accountId: number): string => `account:${accountId}`;
/** Administrators see all inboxes, also ones made later. */
export const administratorsRoom = (accountId: number): string => `administrators:${accountId}`;
export const inboxRoom = (inboxId: number): string => `inbox:${inboxId}`;
export const teamRoom = (teamId: number): string => `team:${teamId}`;
export const userRoom = (userId: number): string => `user:${userId}`;

/** A visitor or caller of an API inbox, as one inbox knows them. */
export const contactInboxRoom = (contactInboxId: number): string => `contact_inbox:${contactInboxId}`;
/** All devices on which this contact has proved who they are. */
export const verifiedContactRoom = (contactId: number): string => `verified_contact:${contactId}`;

/** The team on `/cable`: members of the inbox and administrators, by the contract (realtime §4). */
export const cableTeamRooms = (row: { accountId: number; inboxId: number }): string[] => [
  administratorsRoom(row.accountId),
  inboxRoom(row.inboxId),
];

/** The customer of a conversation on `/cable`, on every device that has proved to be theirs. */
export const cableContactRooms = (row: {
  contactInboxId: number;
  contactId: number;
  hmacVerified: boolean;
}): string[] => [
  contactInboxRoom(row.contactInboxId),
  ...(row.hmacVerified ? [verifiedContactRoom(row.contactId)] : []),
];

/** Who hears about a conversation: the same people as in `policies/conversations.ts`. */
export function conversationRooms(row: { accountId: number; inboxId: number; teamId: number | null }): string[] {
  return [
    administratorsRoom(row.accountId),
    inboxRoom(row.inboxId),
    ...(row.teamId === null ? [] : [teamRoom(row.teamId)]),
  ];
}

/**
 * The rooms of a person in an account, by the same rules as the lists.
 *
 * @returns null when they are no member of it
 */
export async function roomsOf(userId: number, accountId: number): Promise<string[] | null> {
  const [row] = await statements(systemContext(accountId))<{ role: string; inboxIds: number[]; teamIds: number[] }[]>`
    select au.role,
      array(select im.inbox_id from inbox_members im where im.account_id = au.account_id and im.user_id = au.user_id) as "inboxIds",
      array(select tm.team_id from team_members tm where tm.account_id = au.account_id and tm.user_id = au.user_id) as "teamIds"
    from account_users au where au.account_id = ${accountId} and au.user_id = ${userId}`;
  if (!row) return null;
  const rooms = [
    userRoom(userId),
    accountRoom(accountId),
    ...row.inboxIds.map(inboxRoom),
    ...row.teamIds.map(teamRoom),
  ];
  return row.role === "administrator" ? [...rooms, administratorsRoom(accountId)] : rooms;
}

/** May this person open the conversation with this display id? The question of typing and viewing. */
export async function canSeeConversation(
  userId: number,
  accountId: number,
  displayId: number,
): Promise<string[] | null> {
  const rooms = await roomsOf(userId, accountId);
  if (!rooms) return null;
  const [row] = await statements(systemContext(accountId))<
    { accountId: number; inboxId: number; teamId: number | null }[]
  >`
    select account_id as "accountId", inbox_id as "inboxId", team_id as "teamId" from conversations
    where account_id = ${accountId} and display_id = ${displayId}`;
  if (!row) return null;
  const audience = conversationRooms(row);
  return audience.some((room) => rooms.includes(room)) ? audience : null;
}
