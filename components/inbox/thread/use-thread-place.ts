"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { useInbox } from "#components/data/inboxes.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useViewer } from "#components/data/viewer.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Attachment, Message } from "#server/domain/messages/contract.ts";
import type { ThreadPlace } from "./thread-context.ts";
import { useThreadActs } from "./use-thread-acts.ts";

/** What lies over the thread. */
export type Opened = { what: "media"; attachment: Attachment } | { what: "edit" | "delete" | "info"; message: Message };

interface PlaceInput {
  conversation: Conversation;
  canReply: boolean;
  messages: readonly Message[];
  jumpTo: (id: number) => void;
}

/** What bubbles know of their thread, the same object while messages come and go; and what one of them has opened. */
export function useThreadPlace({ conversation, canReply, messages, jumpTo }: PlaceInput) {
  const { accountId, me } = useAccountCache();
  const { membership } = useViewer();
  const capabilities = useInbox(conversation.inbox_id)?.capabilities ?? null;
  const [opened, setOpened] = useState<Opened | null>(null);
  const held = useRef(messages);
  held.current = messages;
  const { id, group_type: groupType } = conversation;
  const contactName = conversation.meta.sender.name;
  const acts = useThreadActs(id);
  const place = useMemo<ThreadPlace>(
    () => ({
      accountId,
      conversationId: id,
      me,
      isAdministrator: membership.role === "administrator",
      isGroup: groupType === "group",
      contactName,
      capabilities,
      canReply,
      jumpTo,
      ...acts,
      findMessage: (wanted) =>
        held.current.find(
          (message) =>
            message.id === wanted.id || (wanted.externalId !== null && message.source_id === wanted.externalId),
        ) ?? null,
      edit: (message) => setOpened({ what: "edit", message }),
      info: (message) => setOpened({ what: "info", message }),
      remove: (message) => setOpened({ what: "delete", message }),
      openMedia: (attachment) => setOpened({ what: "media", attachment }),
    }),
    [accountId, id, me, membership.role, groupType, contactName, capabilities, canReply, jumpTo, acts],
  );
  return { place, opened, close: useCallback(() => setOpened(null), []) };
}
