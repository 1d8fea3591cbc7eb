import type { Message } from "#server/domain/messages/contract.ts";
import { localDay } from "./local-day.ts";

/** One thing below the other in the stream. `key` stays the same as long as the thing does. */
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: "unread"; count: number }
  | { kind: "activities"; key: string; messages: Message[] }
  | { kind: "bubble"; key: string; message: Message; startsRun: boolean; endsRun: boolean };

/** What was unread when the thread was opened; it stays until it is left. */
export interface Unread {
  /** Messages of the customer. */
  count: number;
  /** Newest message at that time. */
  upToId: number;
}

interface BuildRows {
  /** Oldest first. */
  messages: readonly Message[];
  timeZone: string;
  unread: Unread | null;
  /** The first day may begin above what is loaded: its name waits until it is known to. */
  hasOlder: boolean;
}

/** A run of bubbles of one person ends after this silence. */
const RUN_MS = 5 * 60_000;
const ACTIVITY = 2;

/** Days, the unread line, folded activity lines and runs of bubbles, in the order of the messages. */
export function buildRows({ messages, timeZone, unread, hasOlder }: BuildRows): Row[] {
  const rows: Row[] = [];
  const firstUnread = unread ? firstUnreadIndex({ messages, unread, hasOlder }) : -1;
  let day = "";
  messages.forEach((message, index) => {
    const today = localDay(message.created_at_ms, timeZone);
    if (today !== day && (index > 0 || !hasOlder))
      rows.push({ kind: "day", key: `day-${today}`, at: message.created_at_ms });
    day = today;
    if (index === firstUnread && unread) rows.push({ kind: "unread", key: "unread", count: unread.count });
    addMessage(rows, message);
  });
  return rows;
}

/** A message that was sent from here keeps the key it had while it was on its way. */
export function rowKey(message: Message): string {
  return message.echo_id ? `echo-${message.echo_id}` : `message-${message.id}`;
}

function addMessage(rows: Row[], message: Message) {
  const last = rows[rows.length - 1];
  if (message.message_type === ACTIVITY) {
    if (last?.kind === "activities") last.messages.push(message);
    else rows.push({ kind: "activities", key: `activities-${message.id}`, messages: [message] });
    return;
  }
  const goesOn = last?.kind === "bubble" && isSameRun(last.message, message);
  if (goesOn) last.endsRun = false;
  rows.push({ kind: "bubble", key: rowKey(message), message, startsRun: !goesOn, endsRun: true });
}

function isSameRun(before: Message, message: Message): boolean {
  return author(before) === author(message) && message.created_at_ms - before.created_at_ms <= RUN_MS;
}

function author(message: Message): string {
  const side = message.private ? "note" : message.message_type === 0 ? "in" : "out";
  return `${side}:${message.sender?.type ?? ""}:${message.sender?.id ?? ""}`;
}

interface Counting extends Pick<BuildRows, "messages" | "hasOlder"> {
  unread: Unread;
}

/** Counts the customer's messages backwards; -1 while the first unread one may lie above what is loaded. */
export function firstUnreadIndex({ messages, unread, hasOlder }: Counting): number {
  let left = unread.count;
  let found = -1;
  for (let index = messages.length - 1; index >= 0 && left > 0; index--) {
    const message = messages[index] as Message;
    if (message.message_type !== 0 || message.id > unread.upToId) continue;
    found = index;
    left -= 1;
  }
  return left > 0 && hasOlder ? -1 : found;
}
