import { getChannel } from "../../channels/registry.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import type { InboxRow } from "./channel-settings.ts";

/** An inbox as it stands inside a contact (contract, inboxes §1). */
export function serializeSlimInbox(row: Pick<InboxRow, "id" | "accountId" | "name" | "channel" | "avatarKey">) {
  const channel = getChannel(row.channel);
  return {
    id: row.id,
    avatar_url: avatarLink(row.avatarKey),
    channel_id: row.id,
    name: row.name,
    channel_type: channel.type,
    account_id: row.accountId,
    provider: channel.provider ?? null,
  };
}
