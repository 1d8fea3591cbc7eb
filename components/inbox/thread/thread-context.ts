"use client";

import { createContext, useContext } from "react";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import type { Attachment, Message } from "#server/domain/messages/contract.ts";

/** What the bubbles of one thread need to know and may do. Stays the same object while messages come and go. */
export interface ThreadPlace {
  accountId: number;
  /** Display id. */
  conversationId: number;
  me: number;
  isAdministrator: boolean;
  isGroup: boolean;
  /** Name of the contact or group. */
  contactName: string;
  capabilities: WireCapabilities | null;
  /** Customers may be written to now: not left, not closed, not blocked. */
  canReply: boolean;
  findMessage: (reference: { id: number | null; externalId: string | null }) => Message | null;
  /** Scrolls to a message and flashes it; loads it first when it is not there. */
  jumpTo: (messageId: number) => void;
  quote: (message: Message) => void;
  /** Puts somebody of the group into the reply. */
  mention: (person: { id: number; name: string }) => void;
  react: (message: Message, emoji: string) => void;
  edit: (message: Message) => void;
  /** Shows its state, and who has read it. */
  info: (message: Message) => void;
  remove: (message: Message) => void;
  retry: (message: Message, item: OutboxItem | null) => Promise<void>;
  /** Gives up what did not reach the server: its text and files go back to the composer. */
  takeBack: (item: OutboxItem) => void;
  openMedia: (attachment: Attachment) => void;
}

export const ThreadContext = createContext<ThreadPlace | null>(null);

/** The thread around a bubble. */
export function usePlace(): ThreadPlace {
  const place = useContext(ThreadContext);
  if (!place) throw new Error("a bubble needs a thread around it");
  return place;
}
