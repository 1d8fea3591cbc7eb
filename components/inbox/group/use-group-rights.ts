"use client";

import { useInbox } from "#components/data/inboxes.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useGroup } from "../panels/group-members.ts";
import { type GroupRights, groupRights } from "./group-rights.ts";

/** What may be done with the group of a conversation; everything is off while its inbox is unknown. */
export function useGroupRights(conversation: Conversation): GroupRights {
  const inbox = useInbox(conversation.inbox_id);
  const facts = useGroup(conversation.meta.sender.id);
  return groupRights({
    capabilities: inbox?.capabilities ?? null,
    attributes: conversation.meta.sender.additional_attributes,
    isAdmin: facts?.isOwnAdmin ?? null,
  });
}
