import type { GroupActionName, GroupSettings } from "./group-actions.ts";

/**
 * What a channel can do, as plain data. It goes out with the inbox; API, composer, menus and set-up screens read it, and
 * nobody asks who the provider is.
 */
export interface Capabilities {
  /** Hours after the customer's last message in which free text is accepted; null: always. */
  replyWindowHours: number | null;
  /** Kinds the channel takes, with the largest file of each in bytes. `{}`: no attachments. */
  attachments: Partial<Record<AttachmentKind, { maxBytes: number }>>;
  templates: boolean;
  interactive: boolean;
  quotes: boolean;
  reactions: boolean;
  edits: boolean;
  deletes: boolean;
  typing: boolean;
  readReceipts: boolean;
  groups: boolean;
  /** Can a phone be linked by typing a code instead of scanning one? Exactly when there is `actions.pairingCode`. */
  pairingCode: boolean;
  /** What the provider lets us do with groups; exactly the functions under `Channel.groups`. */
  groupActions: GroupActionName[];
  /** Group flags that can be changed there. */
  groupSettings: (keyof GroupSettings)[];
  mentions: boolean;
  /** What a mention names somebody by: the number only, or the LID where one is known. */
  mentionKey: "phone" | "lid";
  polls: boolean;
  /** May a conversation be started with somebody who never wrote? */
  startConversation: boolean;
  /** Dialect of marks in text. */
  richText: "none" | "whatsapp" | "markdown";
  /** What finds a contact for a first message. */
  contactKey: "phone" | "email" | "none";
  /** Longest text in characters. */
  maxTextLength: number;
  /** Messages a second that the provider takes from one inbox. */
  ratePerSecond: number;
  /** The provider takes the same send twice as one; only then may an unknown outcome be tried again. */
  idempotentSend: boolean;
  /** For how long it knows a repeat, in seconds; for ever when missing. */
  idempotentSeconds?: number;
}

export type AttachmentKind = "image" | "video" | "audio" | "voice" | "document" | "sticker";
