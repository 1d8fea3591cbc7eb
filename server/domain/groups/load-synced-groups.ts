import type { AccountContext } from "../../platform/context.ts";
import type { Contact } from "../contacts/contract.ts";
import { findContactRows } from "../contacts/queries.ts";
import { serializeContact } from "../contacts/serialize.ts";
import type { GroupSynced } from "./contract.ts";
import { memberRows, serializeMember } from "./member-rows.ts";
import { findOwnMember, ownPhoneOf } from "./own-member.ts";

export type SyncedGroup = GroupSynced & { contact: Contact };

/** Groups with all their active members, as `contact.group_synced` tells of them (contract, groups §7), by contact id. */
export async function loadSyncedGroups(ctx: AccountContext, contactIds: number[]): Promise<Map<number, SyncedGroup>> {
  const rows = await findContactRows(ctx, [...new Set(contactIds)]);
  const groups = new Map<number, SyncedGroup>();
  for (const row of rows) {
    const phone = await ownPhoneOf(ctx, row.id);
    const own = await findOwnMember(ctx, row.id, phone);
    const members = await memberRows(ctx, { groupId: row.id });
    groups.set(row.id, {
      contact: serializeContact(row),
      group_members: members.map((member) => serializeMember(member, row.id)),
      inbox_phone_number: phone,
      is_inbox_admin: own?.isAdmin === true,
    });
  }
  return groups;
}
