/** A message that the server has not confirmed yet. Plain data but for the files, which live as long as the tab. */
export interface OutboxItem {
  /** Ours; also the `Idempotency-Key` of every attempt. */
  echoId: string;
  /** Display id. */
  conversationId: number;
  content: string;
  isPrivate: boolean;
  /** Whatever goes along: `in_reply_to`, `mentioned_contacts`, `is_reaction`… */
  contentAttributes: Record<string, unknown>;
  /** Of a template (contract, messages §6); `content` is then what people read here. */
  templateParams?: Record<string, unknown>;
  files: File[];
  isRecordedAudio: boolean;
  /** Unix milliseconds. */
  createdAt: number;
  /** `waiting`: its turn has not come, or there is no connection. */
  state: "waiting" | "sending" | "failed";
  /** Why it failed: a code of the error sentences, and the words of the server. */
  failure: OutboxFailure | null;
  /** Newest message id of the thread when it was first sent; recognises it in a page fetched before the answer. */
  sentAfterId: number | null;
}

export interface OutboxFailure {
  code: string;
  message: string;
  requestId?: string;
}

/** The outbox without the item that this message is. */
export function withoutConfirmed(items: readonly OutboxItem[], echoId: string | undefined): readonly OutboxItem[] {
  return echoId !== undefined && items.some((item) => item.echoId === echoId)
    ? items.filter((item) => item.echoId !== echoId)
    : items;
}
