import type { Attributes } from "#db/schema/columns.ts";
import type { NamedMember } from "./apply-members.ts";

/** An entry of `pending_join_requests` (contract, groups §1). */
interface JoinRequest {
  jid: string;
  contact_id: number;
  /** Unix seconds as text. */
  request_time: string;
}

/**
 * The group's attributes with its open join requests after a report: asking adds one, taking it back or joining ends it.
 *
 * @param at  milliseconds since 1970
 * @returns the attributes, and who asks now and did not before
 */
export function applyJoinRequests(
  attributes: Attributes,
  members: NamedMember[],
  at: number,
): { attributes: Attributes; asking: NamedMember[] } {
  const stored = (attributes.pending_join_requests ?? []) as JoinRequest[];
  const seconds = Math.floor(at / 1000);
  const asking: NamedMember[] = [];
  let requests = stored;
  for (const member of members) {
    const { change, contactId, sourceId } = member;
    const earlier = requests.find((request) => request.contact_id === contactId);
    if (change === "request") {
      if (earlier) continue;
      requests = [...requests, { jid: sourceId, contact_id: contactId, request_time: String(seconds) }];
      asking.push(member);
    } else if (earlier && change !== "remove" && Number(earlier.request_time) <= seconds) {
      requests = requests.filter((request) => request !== earlier);
    }
  }
  return { attributes: requests === stored ? attributes : { ...attributes, pending_join_requests: requests }, asking };
}
