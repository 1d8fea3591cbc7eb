import { isChannelError } from "../channel-error.ts";
import type { GroupActions, GroupJoinRequest, GroupPerson } from "../group-actions.ts";
import { asRecord, compact, own } from "../json-fields.ts";
import { callGateway } from "./client.ts";
import { addressed, changePeople } from "./group-people.ts";
import { readParticipant } from "./inbound/group-notice.ts";
import { asList, asText, asTime } from "./inbound/json-fields.ts";
import { groupJid } from "./jid.ts";
import type { BaileysApiSettings } from "./settings.ts";

type Joining = Pick<GroupActions<BaileysApiSettings>, "joinRequests" | "answerJoinRequests">;

export const joinRequestActions: Joining = {
  async joinRequests(groupId, settings) {
    return (await fetchRequests(groupId, settings)).map(({ jid: _, ...request }) => request);
  },

  async answerJoinRequests(groupId, { what, people }, settings) {
    const asking = people.every(({ lid }) => lid) ? [] : await requestsToName(groupId, settings);
    return changePeople(people, async (person) => {
      const participants = [asking.find((request) => isOf(request, person))?.jid ?? addressed(person)];
      const body = { jid: groupJid(groupId), participants, action: what };
      const path = "/group-request-participants-update";
      return (await callGateway(settings, { method: "POST", path, body, repeatable: true })).value;
    });
  },
};

/** A request, with the id under which the gateway has it: groups with hidden ids know nobody by number. */
type NamedRequest = GroupJoinRequest & { jid: string };

async function fetchRequests(groupId: string, settings: BaileysApiSettings): Promise<NamedRequest[]> {
  const query = { jid: groupJid(groupId) };
  const path = "/group-request-participants-list";
  const { value } = await callGateway(settings, { method: "GET", path, query, repeatable: true });
  return asList(value).flatMap((entry) => readJoinRequest(entry) ?? []);
}

/** Who may not read the list may try with the numbers. */
async function requestsToName(groupId: string, settings: BaileysApiSettings): Promise<NamedRequest[]> {
  try {
    return await fetchRequests(groupId, settings);
  } catch (error) {
    if (isChannelError(error) && error.kind === "refused") return [];
    throw error;
  }
}

const isOf = ({ person: { identities } }: NamedRequest, { phone, lid }: GroupPerson): boolean =>
  identities.some(({ kind, value }) => value === (kind === "phone" ? phone : lid));

function readJoinRequest(entry: unknown): NamedRequest | undefined {
  const record = asRecord(entry);
  const jid = asText(own(record, "jid"));
  const person = readParticipant({
    id: own(record, "jid"),
    lid: own(record, "lid"),
    phoneNumber: own(record, "phone_number") ?? own(record, "phoneNumber"),
  });
  if (!person || !jid) return undefined;
  return compact({
    jid,
    person,
    at: asTime(own(record, "request_time")),
    method: asText(own(record, "request_method")),
  });
}
