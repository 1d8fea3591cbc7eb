"use client";

import { OnDemand } from "#components/ui/on-demand.tsx";
import type { Attachment, Message } from "#server/domain/messages/contract.ts";
import { useAuthor } from "./bubble/message-summary.ts";
import type { ThreadPlace } from "./thread-context.ts";
import type { Opened } from "./use-thread-place.ts";

const lightbox = async () => (await import("./media/lightbox.tsx")).Lightbox;
const editDialog = async () => (await import("./dialogs/edit-dialog.tsx")).EditDialog;
const infoDialog = async () => (await import("./dialogs/info-dialog.tsx")).InfoDialog;
const deleteDialog = async () => (await import("./dialogs/delete-dialog.tsx")).DeleteDialog;

/** Longest text where the channel does not say (contract, messages §2). */
const USUAL_LENGTH = 10_000;

interface ThreadLayersProps {
  opened: Opened | null;
  messages: readonly Message[];
  place: ThreadPlace;
  onClose: () => void;
}

/** What a bubble has opened over the thread; each is fetched when it is. */
export function ThreadLayers({ opened, messages, place, onClose }: ThreadLayersProps) {
  if (!opened) return null;
  if (opened.what === "media")
    return <OpenLightbox messages={messages} attachment={opened.attachment} onClose={onClose} />;
  const { message } = opened;
  if (opened.what === "delete") {
    return (
      <OnDemand load={deleteDialog} onFail={onClose} with={{ message, contactName: place.contactName, onClose }} />
    );
  }
  if (opened.what === "info") {
    // The state of a message goes on while the dialog is open.
    const newest = messages.find(({ id }) => id === message.id) ?? message;
    const { conversationId, isGroup } = place;
    return <OnDemand load={infoDialog} onFail={onClose} with={{ message: newest, conversationId, isGroup, onClose }} />;
  }
  const maxLength = place.capabilities?.maxTextLength ?? USUAL_LENGTH;
  return <OnDemand load={editDialog} onFail={onClose} with={{ message, maxLength, onClose }} />;
}

interface OpenLightboxProps extends Pick<ThreadLayersProps, "messages" | "onClose"> {
  attachment: Attachment;
}

/** The arrows of the lightbox lead through everything that is loaded; what is still on its way stands alone. */
function OpenLightbox({ messages, attachment, onClose }: OpenLightboxProps) {
  const authorOf = useAuthor();
  const items = messages.flatMap((message) => {
    const media = (message.attachments ?? []).filter(
      ({ file_type, state }) => (file_type === "image" || file_type === "video") && state === "ready",
    );
    return message.content_type === "sticker"
      ? []
      : media.map((found) => ({ attachment: found, author: authorOf(message) }));
  });
  const isListed = items.some((item) => item.attachment.id === attachment.id);
  const shown = isListed ? items : [{ attachment, author: "" }];
  return <OnDemand load={lightbox} onFail={onClose} with={{ items: shown, openAt: attachment, onClose }} />;
}
