import { findHub } from "./hub.ts";

/** A person and a conversation they might have on their screen; its id is the display id. */
export interface Look {
  userId: number;
  accountId: number;
  conversationId: number;
}

/** Has this person the conversation open in a tab in sight, at any process? False where no sockets were started. */
export const isViewing = (look: Look): boolean => findHub()?.isViewing?.(look) ?? false;
