import type { Attributes } from "#db/schema/columns.ts";
import type { NamedMember } from "./apply-members.ts";

/** An entry of `pending_join_requests` (contract, groups §1). */
export interface PendingJoinRequest {
  jid: string;
  contact_id: number;
  /** Unix seconds as text. */
  request_time: string;
}

/** Open requests among the attributes of a group's contact. */
export const pendingJoinRequests = (attributes: Attributes): PendingJoinRequest[] =>
  Array.isArray(attributes.pending_join_requests) ? (attributes.pending_join_requests as PendingJoinRequest[]) : [];

/**
 * The group's attributes with its open join requests after a report: asking adds one, taking it back or joining ends it.
 *
 * @param report  `at` in milliseconds since 1970; `isComplete`: who is not named does not ask any more
 * @returns the attributes, who asks now and did not before, and who no longer does without having come in
 */
export function applyJoinRequests(
  attributes: Attributes,
  members: NamedMember[],
  { at, isComplete = false }: { at: number; isComplete?: boolean },
): { attributes: Attributes; asking: NamedMember[]; withdrawn: NamedMember[] } {
  const stored = pendingJoinRequests(attributes);
  const seconds = Math.floor(at / 1000);
  const asking: NamedMember[] = [];
  const withdrawn: NamedMember[] = [];
  const asks = new Set(members.filter(({ change }) => change === "request").map(({ contactId }) => contactId));
  let requests = isComplete
    ? stored.filter((request) => asks.has(request.contact_id) || Number(request.request_time) > seconds)
    : stored;
  if (requests.length === stored.length) requests = stored;
  for (const member of members) {
    const { change, contactId, jid } = member;
    const earlier = requests.find((request) => request.contact_id === contactId);
    if (change === "request") {
      if (earlier) continue;
      requests = [...requests, { jid, contact_id: contactId, request_time: String(seconds) }];
      asking.push(member);
    } else if (earlier && change !== "remove" && Number(earlier.request_time) <= seconds) {
      requests = requests.filter((request) => request !== earlier);
      if (change === "revoke_request") withdrawn.push(member);
    }
  }
  const after = requests === stored ? attributes : { ...attributes, pending_join_requests: requests };
  return { attributes: after, asking, withdrawn };
}
