import { toUnix } from "../../platform/contract/fields.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { serializeSlimInbox } from "../inboxes/slim-inbox.ts";
import type { ContactRow } from "./change-contact.ts";
import type { Contact } from "./contract.ts";
import { isContactOnline } from "./presence.ts";
import type { ContactInboxRow } from "./queries.ts";

/**
 * A contact on its own (contract, contacts §1).
 *
 * @param inboxes  its contact inboxes; without them the key is left out
 */
export function serializeContact(row: ContactRow, inboxes?: ContactInboxRow[]): Contact {
  return {
    additional_attributes: row.additionalAttributes,
    availability_status: isContactOnline(row.accountId, row.id) ? "online" : "offline",
    email: row.email,
    id: row.id,
    name: row.name,
    phone_number: row.phoneNumber,
    blocked: row.blocked,
    identifier: row.identifier,
    thumbnail: avatarLink(row.avatarKey),
    custom_attributes: row.customAttributes,
    group_type: row.groupType,
    account_id: row.accountId,
    ...(row.lastActivityAt && { last_activity_at: toUnix(row.lastActivityAt) }),
    created_at: toUnix(row.createdAt),
    ...(inboxes && {
      contact_inboxes: inboxes.map(({ sourceId, inbox }) => ({
        source_id: sourceId,
        inbox: serializeSlimInbox(inbox),
      })),
    }),
    revision: row.revision,
  };
}
