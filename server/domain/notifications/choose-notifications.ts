import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import type { FailedPlan } from "./find-failed-plans.ts";
import type { NotificationType } from "./notification-types.ts";
import type { ReachedMention } from "./record-mentions.ts";

/** A notification that somebody shall get, unless they look at it, may not see it or do not want it. */
export interface Wanted {
  eventId: number;
  userId: number;
  type: NotificationType;
  resource: ConversationResource;
  secondary: { type: "Message" | "User"; id: number } | null;
  /** What its text says, where that is no message of the thread. */
  words?: string;
}

/** What decides who is concerned. */
export interface Concerned {
  mentions: ReachedMention[];
  /** Participants by conversation, members by inbox. */
  followers: Map<number, number[]>;
  inboxPeople: Map<number, number[]>;
  failedPlans: FailedPlan[];
}

/**
 * Who is to be told of an event and why (contract, settings §14 and messages §9): one reason for each person, mention before assignee
 * before participant. Nobody is told what they did themselves.
 */
export function chooseNotifications(event: LoadedEvent, concerned: Concerned): Wanted[] {
  const resource = event.resource as ConversationResource | null;
  if (!resource) return [];
  const chosen = chosenFor(event, resource, concerned);
  const actor = actorId(event);
  const first = new Map<number, Wanted>();
  for (const wanted of chosen) {
    if (wanted.userId !== actor && !first.has(wanted.userId)) first.set(wanted.userId, wanted);
  }
  return [...first.values()];
}

function chosenFor(event: LoadedEvent, resource: ConversationResource, concerned: Concerned): Wanted[] {
  const { row } = resource;
  const want = (userId: number, type: NotificationType, secondary: Wanted["secondary"] = null): Wanted => ({
    eventId: event.id,
    userId,
    type,
    resource,
    secondary,
  });
  switch (event.type) {
    case "message.created":
      return ofMessage(event, resource, concerned);
    case "conversation.created": {
      if (row.contact.blocked) return [];
      const assigned = row.assigneeId === null ? [] : [want(row.assigneeId, "conversation_assignment", byUser(event))];
      const people = concerned.inboxPeople.get(row.inboxId) ?? [];
      return [...assigned, ...people.map((userId) => want(userId, "conversation_creation"))];
    }
    case "assignee.changed": {
      const [, assigneeId] = event.data.changed.assignee_id ?? [];
      const isTold = typeof assigneeId === "number" && row.assigneeId === assigneeId && row.status !== "pending";
      return isTold && !row.contact.blocked ? [want(assigneeId, "conversation_assignment", byUser(event))] : [];
    }
    case "scheduled_message.failed": {
      const plan = concerned.failedPlans.find(({ eventId }) => eventId === event.id);
      const message = plan?.messageId ? { type: "Message" as const, id: plan.messageId } : null;
      return (plan?.userIds ?? []).map((userId) => ({
        ...want(userId, "scheduled_message_failed", message),
        words: plan?.words,
      }));
    }
    default:
      return [];
  }
}

/** Incoming and outgoing messages, notes among them; no activity lines, no reactions. A blocked contact reaches nobody by themselves. */
function ofMessage(event: LoadedEvent, resource: ConversationResource, concerned: Concerned): Wanted[] {
  const { row, message } = resource;
  if (!message || message.messageType > 1 || message.contentAttributes.is_reaction === true) return [];
  const secondary = { type: "Message" as const, id: message.id };
  const want = (userId: number, type: NotificationType): Wanted => ({
    eventId: event.id,
    userId,
    type,
    resource,
    secondary,
  });
  const mentioned = concerned.mentions
    .filter((mention) => mention.eventId === event.id)
    .map(({ userId }) => want(userId, "conversation_mention"));
  if (row.contact.blocked) return mentioned;
  const sender = message.senderType === "User" ? message.senderId : null;
  const assigned = row.assigneeId === null ? [] : [want(row.assigneeId, "assigned_conversation_new_message")];
  const following = (concerned.followers.get(row.id) ?? []).map((userId) =>
    want(userId, "participating_conversation_new_message"),
  );
  return [...mentioned, ...assigned, ...following].filter((wanted) => wanted.userId !== sender);
}

const actorId = ({ actor }: LoadedEvent): number | null =>
  actor?.kind === "user" && typeof actor.userId === "number" ? actor.userId : null;

function byUser(event: LoadedEvent): Wanted["secondary"] {
  const id = actorId(event);
  return id === null ? null : { type: "User", id };
}
