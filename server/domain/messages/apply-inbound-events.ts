import type { InboundEvent, InboundMessage } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { applyContactUpdate } from "../contacts/apply-contact-update.ts";
import { lockPeople } from "../contacts/upsert-contact-inboxes.ts";
import { type GroupSign, noteGroupActivity } from "../groups/note-group-activity.ts";
import { recordConnection, recordLineNotice } from "../inboxes/record-connection.ts";
import { announceTyping } from "./announce-typing.ts";
import { applyDelete, applyEdit, applyPollVote } from "./apply-change.ts";
import { applyGroupChange } from "./apply-group-change.ts";
import { applyReaction } from "./apply-reaction.ts";
import { applyReceipts } from "./apply-receipts.ts";
import { applyReadByUs, applyStatuses } from "./apply-statuses.ts";
import type { InboundProblem } from "./inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { messageTime } from "./message-time.ts";
import { peopleOfEvents } from "./people-of-events.ts";
import { receiveMessages } from "./receive-messages.ts";

/** An element of a stored body. */
export interface InboundElement<E extends InboundEvent = InboundEvent> {
  element: E;
  receivedAt: Date;
  inboundEventId: number;
  /** What waits for others is not tried again. */
  isLastTry?: boolean;
}

type Of<T extends InboundEvent["type"]> = Extract<InboundEvent, { type: T }>;

/**
 * Applies elements: all messages, then all statuses, then everything else one by one in its order. Messages may go first because nothing
 * else can hurt a message that is not there yet; it keeps the number of statements the same for one body and for a hundred.
 *
 * @returns what could not be applied, and why; everything else is
 */
export async function applyInboundEvents(
  tx: Tx,
  inbox: IngestInbox,
  elements: InboundElement[],
): Promise<InboundProblem[]> {
  const events = elements.map((item) => item.element);
  await lockPeople(tx, inbox.id, peopleOfEvents(inbox.channel, events));
  const { stored, signs } = sortMessages(inbox, elements);
  await noteGroupActivity(tx, inbox, signs);
  const problems = await receiveAll(tx, inbox, stored);
  problems.push(...(await applyStatuses(tx, inbox, [...elements.filter(isOf("status")), ...ticksOf(elements)])));
  await applyReceipts(tx, inbox, elements.filter(isOf("receipt")));
  for (const item of elements) {
    const problem = await applyOne(tx, inbox, item);
    if (problem) problems.push({ ...problem, inboundEventId: item.inboundEventId });
  }
  return problems;
}

/** What a member of a group did with a message: it reached somebody (contract, groups §5). */
const ticksOf = (elements: InboundElement[]): InboundElement<Of<"status">>[] =>
  elements.filter(isOf("receipt")).map((item) => {
    const { messageId, at } = item.element;
    return { ...item, element: { type: "status", messageId, status: "delivered", at } };
  });

const isOf =
  <T extends InboundEvent["type"]>(type: T) =>
  (item: InboundElement): item is InboundElement<Of<T>> =>
    item.element.type === type;

/** Messages that are stored, and groups where something was written that is not. */
function sortMessages(inbox: IngestInbox, elements: InboundElement[]) {
  const isKept = ({ element }: InboundElement<InboundMessage>) =>
    inbox.areGroupsOn || element.chat.type === "individual";
  const messages = elements.filter(isOf("message"));
  const unkept = messages.flatMap((item): GroupSign[] => {
    const { chat, at } = item.element;
    return isKept(item) || chat.type === "individual" ? [] : [{ ...chat, at: messageTime(at, item.receivedAt) }];
  });
  const told = elements.filter(isOf("group_activity"));
  const signs = told.map(({ element, receivedAt }) => ({ id: element.id, at: messageTime(element.at, receivedAt) }));
  return { stored: messages.filter(isKept), signs: [...unkept, ...signs] };
}

/**
 * The echo of a send that is still at the provider, or whose answer was lost and that is tried again, waits: the send itself will tell
 * the id. In the end it is taken in as what another program sent; should it be ours after all, the send will find it. The echo of a
 * part of a message that we know is that message.
 */
async function receiveAll(
  tx: Tx,
  inbox: IngestInbox,
  items: InboundElement<InboundMessage>[],
): Promise<InboundProblem[]> {
  const echoes = items.filter((item) => item.element.origin === "api");
  const { early, ours } = await sortEchoes(tx, inbox, echoes);
  const waits = (item: InboundElement<InboundMessage>) => early.has(item.element.id) && !item.isLastTry;
  const ready = items.filter((item) => !waits(item) && !ours.has(item.element.id));
  await receiveMessages(
    tx,
    inbox,
    ready.map((item) => ({ message: item.element, receivedAt: item.receivedAt })),
  );
  return items.filter(waits).map((item) => ({
    inboundEventId: item.inboundEventId,
    kind: "wait",
    reason: `the send of ${item.element.id} is not finished`,
  }));
}

async function sortEchoes(
  tx: Tx,
  inbox: IngestInbox,
  echoes: InboundElement<InboundMessage>[],
): Promise<{ early: Set<string>; ours: Set<string> }> {
  if (echoes.length === 0) return { early: new Set(), ours: new Set() };
  const rows = await tx.sql<{ id: string; isOurs: boolean }[]>`
    select echo.id, part.message_id is not null as "isOurs"
    from unnest(${echoes.map((item) => item.element.id)}::text[]) as echo (id)
    left join message_parts part on part.account_id = ${tx.accountId} and part.inbox_id = ${inbox.id}
      and part.provider_message_id = echo.id
    where part.message_id is not null or (
      not exists (
        select from messages where account_id = ${tx.accountId} and inbox_id = ${inbox.id} and provider_message_id = echo.id)
      and exists (
        select from messages where account_id = ${tx.accountId} and inbox_id = ${inbox.id} and delivery in ('pending', 'sending')
          and delivery_attempts > 0))`;
  const idsOf = (isOurs: boolean) => new Set(rows.filter((row) => row.isOurs === isOurs).map((row) => row.id));
  return { early: idsOf(false), ours: idsOf(true) };
}

type Problem = Omit<InboundProblem, "inboundEventId"> | undefined;

async function applyOne(tx: Tx, inbox: IngestInbox, { element, receivedAt }: InboundElement): Promise<Problem> {
  switch (element.type) {
    case "edit":
      return applyEdit(tx, inbox, element, receivedAt);
    case "delete":
      return applyDelete(tx, inbox, element);
    case "poll_vote":
      return applyPollVote(tx, inbox, element);
    case "reaction":
      // To a message that was never stored.
      if (element.chat.type === "group" && !inbox.areGroupsOn) return undefined;
      return applyReaction(tx, inbox, element, receivedAt);
    case "read_by_us":
      return applyReadByUs(tx, inbox, element);
    case "typing":
      return announceTyping(tx, inbox, element);
    case "contact":
      await applyContactUpdate(tx, inbox.id, element.person);
      return undefined;
    case "group":
      return applyGroupChange(tx, inbox, element, receivedAt);
    case "connection":
      await recordConnection(tx, inbox.id, element);
      return undefined;
    case "line_notice":
      await recordLineNotice(tx, inbox.id, element.notice);
      return undefined;
    case "unusable":
      return { kind: "unusable", reason: `${element.what}: ${element.reason}` };
    default:
      return undefined;
  }
}
