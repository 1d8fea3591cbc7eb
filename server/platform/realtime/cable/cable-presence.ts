import type { Hub } from "../hub.ts";
import { createLiveEntries } from "../live-entries.ts";
import type { createPresence } from "../presence.ts";
import type { CableSubscriber, RealtimePolicy } from "../realtime-policy.ts";
import { createReplica } from "../replicate.ts";

/** A little more than the twenty seconds between two heartbeats of a client (contract, realtime §2). */
const VALID_MS = 25_000;

interface PresentContact {
  accountId: number;
  contactId: number;
}

/** Who is there, as clients of `/cable` are told: people of the team, and visitors. */
export function createCablePresence(
  hub: Hub,
  { policy, team }: { policy: RealtimePolicy; team: ReturnType<typeof createPresence> },
) {
  const contacts = createLiveEntries<PresentContact>(VALID_MS);
  const replica = createReplica<PresentContact>(hub, "cable-contact", (present) => {
    policy.noteContactPresence(present.accountId, present.contactId);
    contacts.beat(`${present.accountId}:${present.contactId}`, present);
  });
  return {
    beat({ kind, id, accountId }: CableSubscriber): void {
      if (kind === "user") team.beat({ accountId, userId: id });
      else replica.tell({ accountId, contactId: id });
    },
    async payload({ kind, accountId }: CableSubscriber): Promise<Record<string, unknown>> {
      const users = await policy.availabilities(accountId);
      if (kind === "contact") return { account_id: accountId, users };
      const here = contacts.values().filter((entry) => entry.accountId === accountId);
      const online = Object.fromEntries(here.map(({ contactId }) => [String(contactId), "online"]));
      return { account_id: accountId, users, contacts: online };
    },
    expire: () => void contacts.takeExpired(),
  };
}
