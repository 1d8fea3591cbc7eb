import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import type { CacheKeys } from "../accounts/cache-keys.ts";
import type { Telling } from "./further-tellings.ts";
import { accountRoom } from "./rooms.ts";

/** Does this make a list old that clients keep: labels, inboxes and their members, teams (contract, realtime §4)? */
export function makesListsStale(event: LoadedEvent): boolean {
  if (event.type.startsWith("inbox.") || event.type === "inbox_members.changed") return true;
  return event.type === "record.changed" && /^(Label|Team|TeamMember)$/.test(event.data.record);
}

/** Tells everybody of the account the keys as they are now: a client fetches the lists whose key it does not have. */
export const staleListsTelling = ({ accountId }: LoadedEvent, cache_keys: CacheKeys): Telling => ({
  rooms: [accountRoom(accountId)],
  event: "account.cache_invalidated",
  data: { cache_keys },
});
