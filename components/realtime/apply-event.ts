import type { QueryKey } from "@tanstack/react-query";
import type { AccountCache } from "#components/data/account-cache.ts";
import { agentKeys, contactKeys, inboxKeys, notificationKeys, settingsKeys } from "#components/data/account-keys.ts";
import type { PersonalType } from "#components/data/conversation-filter.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { patchContact } from "#components/data/patch-contact.ts";
import { patchConversation, removeConversationEverywhere } from "#components/data/patch-conversation.ts";
import { patchMessage } from "#components/data/patch-message.ts";
import {
  patchDeletedNotification,
  patchNewNotification,
  patchNotification,
} from "#components/data/patch-notifications.ts";
import { patchPresence, patchTyping, patchViewers, stopTyping } from "#components/data/patch-people.ts";
import { patchScheduled, patchSeries } from "#components/data/patch-scheduled.ts";
import type { ServerEvent, ServerEventName } from "#server/domain/realtime/contract.ts";

type Patches = { readonly [Name in ServerEventName]: (cache: AccountCache, payload: ServerEvent<Name>) => void };

/**
 * What each event of the server changes on our side. Patches leave the cache as a fetch after the event would; order
 * and repeats of events do not matter, because each carries the whole resource with its revision. The few events that
 * only say "something changed" make what they concern stale, so that it is fetched if it is on the screen.
 */
export const patches: Patches = {
  "message.created": (cache, { message, conversation }) => {
    patchMessage(cache, message);
    patchConversation(cache, { conversation });
    stopTyping(cache, message);
  },
  "message.updated": (cache, { message }) => patchMessage(cache, message),
  "conversation.created": (cache, { conversation }) => patchConversation(cache, { conversation, isCreation: true }),
  "conversation.updated": (cache, { conversation, changed }) => patchConversation(cache, { conversation, changed }),
  "conversation.deleted": (cache, { id, changed }) => removeConversationEverywhere(cache, id, changed),
  "conversation.mentioned": (cache, { conversation }) => {
    patchConversation(cache, { conversation });
    invalidatePersonal(cache, "mention");
  },
  "conversation.participants_changed": (cache, { id, user_ids }) => {
    invalidate(cache, conversationKeys.participants(cache.accountId, id));
    if (user_ids.includes(cache.me)) invalidatePersonal(cache, "participating");
  },
  "notification.created": patchNewNotification,
  "notification.updated": patchNotification,
  "notification.deleted": patchDeletedNotification,
  "notifications.changed": (cache) => invalidate(cache, notificationKeys.all(cache.accountId)),
  "contact.updated": (cache, { contact }) => patchContact(cache, contact),
  "contact.merged": (cache, { contact }) => {
    patchContact(cache, contact);
    // Where the other one stood is not known here: authors, members, lists.
    invalidate(cache, contactKeys.all(cache.accountId));
    invalidate(cache, conversationKeys.threads(cache.accountId));
  },
  "group.members_changed": (cache, { contact_id }) => invalidate(cache, contactKeys.group(cache.accountId, contact_id)),
  "scheduled_message.created": (cache, payload) => patchScheduled(cache, payload.scheduled_message),
  "scheduled_message.updated": (cache, payload) => patchScheduled(cache, payload.scheduled_message),
  "scheduled_message.deleted": (cache, payload) => patchScheduled(cache, payload.scheduled_message, true),
  "recurring_scheduled_message.created": (cache, payload) => patchSeries(cache, payload.recurring_scheduled_message),
  "recurring_scheduled_message.updated": (cache, payload) => patchSeries(cache, payload.recurring_scheduled_message),
  "inbox.updated": (cache) => invalidate(cache, inboxKeys.all(cache.accountId)),
  "agents.changed": (cache) => invalidate(cache, agentKeys.all(cache.accountId)),
  "settings.changed": (cache, { record }) => invalidate(cache, settingsKeys.list(cache.accountId, record)),
  "access.changed": (cache) => {
    invalidate(cache, conversationKeys.all(cache.accountId));
    invalidate(cache, inboxKeys.all(cache.accountId));
  },
  typing: patchTyping,
  viewers: patchViewers,
  presence: patchPresence,
  "server.restarting": () => undefined,
};

/** Applies one event. Names we do not know and events of another account are none of our business. */
export function applyEvent<Name extends ServerEventName>(
  cache: AccountCache,
  name: Name,
  payload: ServerEvent<Name>,
): void {
  const accountId = "account_id" in payload ? payload.account_id : cache.accountId;
  if (accountId === cache.accountId) patches[name](cache, payload);
}

/** Lists and counts that depend on who looks: only a fetch tells what is in them. */
function invalidatePersonal({ client, accountId }: AccountCache, type: PersonalType): void {
  const isOf = ({ queryKey }: { queryKey: QueryKey }) =>
    (queryKey.at(-1) as { type?: unknown } | undefined)?.type === type;
  void client.invalidateQueries({ queryKey: conversationKeys.lists(accountId), predicate: isOf });
  void client.invalidateQueries({ queryKey: conversationKeys.allCounts(accountId), predicate: isOf });
}

function invalidate({ client }: AccountCache, queryKey: QueryKey): void {
  void client.invalidateQueries({ queryKey });
}
