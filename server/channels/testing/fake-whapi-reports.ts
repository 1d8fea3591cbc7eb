import type { FakeGroup } from "./fake-whapi-groups.ts";

type Json = Record<string, unknown>;

/** Bodies of the webhooks by which the provider tells of what happened, as its description and samples have them. */

/** A group that our number has come into. */
export const groupReport = (group: FakeGroup): Json => ({
  groups: [structuredClone({ ...group, participants_count: group.participants?.length ?? 0 })],
  event: { type: "groups", event: "post" },
});

/** A group before and after a change. */
export const groupUpdateReport = (before: FakeGroup, after: FakeGroup): Json => ({
  groups_updates: [
    {
      id: after.id,
      before_update: before,
      after_update: structuredClone(after),
      changes: Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])),
    },
  ],
  event: { type: "groups", event: "patch" },
});

/** Who did it is not part of it. */
export const participantsReport = (
  groupId: string,
  participants: string[],
  action: "add" | "remove" | "promote" | "demote" | "request" | "revoke_request",
): Json => ({
  groups_participants: [{ group_id: groupId, participants, action }],
  event: { type: "groups", event: "put" },
});

/** Somebody writes in a chat; our own messages come back in the same form. */
export const messageReport = (message: Json): Json => ({
  messages: [{ timestamp: Math.floor(Date.now() / 1000), ...message }],
  event: { type: "messages", event: "post" },
});

/** What became of a message of ours; in a group one for each reader. */
export const statusReport = (status: {
  id: string;
  status: string;
  recipient_id: string;
  viewer_id?: string;
}): Json => ({
  statuses: [{ ...status, code: codes[status.status] ?? 0, timestamp: String(Math.floor(Date.now() / 1000)) }],
  event: { type: "statuses", event: "post" },
});

const codes: Record<string, number> = { pending: 1, sent: 2, delivered: 3, read: 4, played: 5 };
