"use client";

import { useEffect } from "react";
import { useThread } from "#components/data/messages.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { EditDialog } from "../thread/dialogs/edit-dialog.tsx";

interface EditLastProps {
  conversation: Conversation;
  maxLength: number;
  onClose: () => void;
}

/** Opens our own last text for a change; nothing when there is none. */
export function EditLast({ conversation, maxLength, onClose }: EditLastProps) {
  const { me } = useAccountCache();
  const last = useThread(conversation.id).messages.findLast(
    (message) =>
      message.message_type === 1 &&
      !message.private &&
      message.sender?.type === "user" &&
      message.sender.id === me &&
      message.source_id !== null &&
      message.content &&
      !message.attachments?.length &&
      message.content_attributes.deleted !== true,
  );
  useEffect(() => {
    if (!last) onClose();
  }, [last, onClose]);
  return last ? <EditDialog message={last} maxLength={maxLength} onClose={onClose} /> : null;
}
