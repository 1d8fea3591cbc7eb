import { ChannelError, isChannelError } from "../channel-error.ts";
import type { GroupPerson, GroupPersonResult } from "../group-actions.ts";
import type { InboundPerson } from "../inbound-person.ts";
import { asRecord, own } from "../json-fields.ts";
import { asList, asText } from "./inbound/json-fields.ts";
import { personJid } from "./jid.ts";

/** Asks for one person; the answer is a list with one entry, `{status, jid}`. */
export type PersonChange = (person: GroupPerson) => Promise<unknown>;

/** WhatsApp's numbers for one person, in words. */
const reasons: Record<string, string> = {
  "401": "This person has blocked you",
  "403": "This person only joins groups by an invitation",
  "404": "This number is not on WhatsApp",
  "406": "The creator of a group can be neither removed nor demoted",
  "408": "This person has left the group recently and can only come back by an invitation",
  "409": "This person is in the group already",
  "417": "This group cannot take this person",
  "500": "The group is full",
};

/**
 * One call per person, in order. What is wrong with one is in that person's result; a gateway that is away is an error when
 * nothing was done yet.
 *
 * @throws ChannelError of kind temporary, throttled or unknown
 */
export async function changePeople(people: GroupPerson[], change: PersonChange): Promise<GroupPersonResult[]> {
  const results: GroupPersonResult[] = [];
  for (const person of people) {
    try {
      results.push(readResult(person, await change(person)));
    } catch (error) {
      if (!isChannelError(error)) throw error;
      if (error.kind !== "refused" && results.length === 0) throw error;
      results.push({ person, ok: false, ...(error.code && { code: error.code }), reason: error.message });
    }
  }
  return results;
}

function readResult(person: GroupPerson, value: unknown): GroupPersonResult {
  const status = own(asRecord(asList(value)[0] ?? value), "status");
  const code = asText(status) ?? (typeof status === "number" ? String(status) : "200");
  if (code === "200") return { person, ok: true };
  return { person, ok: false, code, reason: reasons[code] ?? `WhatsApp refused with code ${code}` };
}

/** Whether somebody is among the members a new group came back with. Hidden ids without numbers cannot tell. */
export function resultOf(person: GroupPerson, members: InboundPerson[]): GroupPersonResult {
  const known = members.flatMap(({ identities }) => identities);
  const digits = person.phone?.replace(/\D/g, "");
  const isIn = known.some(({ kind, value }) =>
    kind === "phone" ? value.replace(/\D/g, "") === digits : kind === "lid" && value === person.lid,
  );
  const canTell = known.some(({ kind }) => kind === (digits ? "phone" : "lid"));
  return isIn || !canTell ? { person, ok: true } : { person, ok: false, code: "403", reason: reasons["403"] as string };
}

/** @throws ChannelError for somebody the gateway has no name for */
export function addressed(person: GroupPerson): string {
  const jid = personJid(person);
  if (!jid) throw new ChannelError("refused", "This person has no number on WhatsApp");
  return jid;
}
