import type { z } from "zod";

/** A colleague as others see them on a conversation. */
export interface Viewer {
  id: number;
  name: string;
  avatar_url: string;
}

export type TypingState = "on" | "off" | "recording";

/** Who listens behind a subscription of `/cable`. */
export interface CableSubscriber {
  kind: "user" | "contact";
  id: number;
  accountId: number;
  rooms: string[];
}

/**
 * What the product decides about sockets; listed in the registry. The sockets themselves know connections and rooms, but
 * no noun.
 */
export interface RealtimePolicy {
  /** Everything that screens may say; all else is ignored. */
  clientEvents: {
    join: z.ZodType<{ account_id: number }>;
    typing: z.ZodType<{ account_id: number; conversation_id: number; state: TypingState; is_private: boolean }>;
    viewing: z.ZodType<{ account_id: number; conversation_id: number | null }>;
    presence: z.ZodType<{ account_id: number }>;
  };
  /** Rooms of a person in an account, and how others see them; null for who is no member. */
  member(userId: number, accountId: number): Promise<{ rooms: string[]; viewer: Viewer } | null>;
  /** The rooms that hear of a conversation; null when this person may not see it. */
  audience(userId: number, accountId: number, conversationId: number): Promise<string[] | null>;
  /** Whose token this is, and what they hear; null for a wrong one. Without `user_id` it is a contact's. */
  cable(named: {
    pubsub_token: string;
    account_id?: number | undefined;
    user_id?: number | undefined;
  }): Promise<CableSubscriber | null>;
  /** A person typed a reply or a note. Called when that begins and ends, and every five seconds meanwhile. */
  typed(typing: {
    userId: number;
    accountId: number;
    conversationId: number;
    state: TypingState;
    isPrivate: boolean;
  }): Promise<void>;
  /** A person has a screen of the account open; repeated every few seconds, in every web process. */
  notePresence(accountId: number, userId: number): void;
  /** Their last screen was closed, up to twenty seconds ago. */
  endPresence(accountId: number, userId: number): void;
  /** A visitor has a page with the chat open; repeated every twenty seconds, in every web process. */
  noteContactPresence(accountId: number, contactId: number): void;
  /** How everybody of the account shows to colleagues, by user id. */
  availabilities(accountId: number): Promise<Record<string, "online" | "busy" | "offline">>;
}
