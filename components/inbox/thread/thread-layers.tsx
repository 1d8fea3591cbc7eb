"use client";

import { lazy, Suspense } from "react";
import type { Attachment, Message } from "#server/domain/messages/contract.ts";
import { useAuthor } from "./bubble/message-summary.ts";
import type { ThreadPlace } from "./thread-context.ts";
import type { Opened } from "./use-thread-place.ts";

const Lightbox = lazy(async () => ({ default: (await import("./media/lightbox.tsx")).Lightbox }));
const EditDialog = lazy(async () => ({ default: (await import("./dialogs/edit-dialog.tsx")).EditDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./dialogs/delete-dialog.tsx")).DeleteDialog }));

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
  return (
    <Suspense>
      {opened.what === "media" ? (
        <OpenLightbox messages={messages} attachment={opened.attachment} onClose={onClose} />
      ) : null}
      {opened.what === "edit" ? (
        <EditDialog
          message={opened.message}
          maxLength={place.capabilities?.maxTextLength ?? USUAL_LENGTH}
          onClose={onClose}
        />
      ) : null}
      {opened.what === "delete" ? (
        <DeleteDialog message={opened.message} contactName={place.contactName} onClose={onClose} />
      ) : null}
    </Suspense>
  );
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
  return <Lightbox items={isListed ? items : [{ attachment, author: "" }]} openAt={attachment} onClose={onClose} />;
}
