import { ChannelError, isChannelError } from "../channel-error.ts";
import type { GroupActions, GroupPerson, GroupPersonResult, GroupSettings } from "../group-actions.ts";
import { asRecord, own } from "../json-fields.ts";
import { chatId } from "./chat-id.ts";
import { callWhapi, type WhapiAnswer, type WhapiRequest } from "./client.ts";
import { readAddress, readPerson } from "./inbound/address.ts";
import { asCount, asList, asName, asText, asTime } from "./inbound/json-fields.ts";
import type { WhapiSettings } from "./settings.ts";

const part = encodeURIComponent;
const pathOf = (groupId: string, rest = ""): string => `/groups/${part(chatId(groupId, true))}${rest}`;

/** Groups as the provider offers them. People are bare digits there: who has no number cannot be named. */
export const groups: GroupActions<WhapiSettings> = {
  async create({ subject, people }, settings) {
    const numbers = people.flatMap((person) => digits(person) ?? []);
    if (numbers.length === 0) throw new ChannelError("refused", "None of these people has a phone number");
    const body = { subject, participants: numbers };
    // A group made twice is two groups.
    const { json } = await callWhapi(settings, { method: "POST", path: "/groups", body, repeatable: false });
    const address = readAddress(own(json, "id"));
    if (address?.type !== "group") throw new ChannelError("unknown", "The provider's answer names no group");
    const left = (asList(own(json, "unprocessed_participants")) ?? []).flatMap((id) => asText(id)?.split("@")[0] ?? []);
    const failures: Failures = new Map(left.map((number) => [number, { reason: NOT_DONE }]));
    return { groupId: address.id, results: people.map((person) => outcome(person, failures)) };
  },

  async changeMembers(groupId, { what, people }, settings) {
    const { method, path } = memberCalls[what];
    const call = (numbers: string[]) =>
      callWhapi(settings, {
        method,
        path: pathOf(groupId, path),
        body: { participants: numbers },
        repeatable: true,
        ...(what === "add" && { acceptStatus: 409 }),
      });
    return eachNumber(people, call);
  },

  async changeInfo(groupId, info, settings) {
    await callWhapi(settings, { method: "PUT", path: pathOf(groupId), body: { ...info }, repeatable: true });
  },

  async changePicture(groupId, { bytes, contentType }, settings) {
    const body = { media: `data:${contentType};base64,${bytes.toString("base64")}`, mime_type: contentType };
    await callWhapi(settings, { method: "PUT", path: pathOf(groupId, "/icon"), body, repeatable: true });
  },

  async picture(groupId, settings) {
    const path = pathOf(groupId, "/icon");
    const { status, bytes } = await callWhapi(settings, { method: "GET", path, repeatable: true });
    return status === 204 || bytes.length === 0 ? null : { bytes };
  },

  async changeSettings(groupId, change, settings) {
    for (const [flag, value] of Object.entries(change) as [keyof GroupSettings, boolean][]) {
      const { setting, whenOn, whenOff } = settingNames[flag];
      const body = { setting, policy: value ? whenOn : whenOff };
      await callWhapi(settings, { method: "PATCH", path: pathOf(groupId), body, repeatable: true });
    }
  },

  async inviteCode(groupId, settings) {
    const path = pathOf(groupId, "/invite");
    const { json } = await callWhapi(settings, { method: "GET", path, repeatable: true });
    const code = asText(own(json, "invite_code"));
    if (!code) throw new ChannelError("temporary", "The provider's answer has no invite link");
    return code;
  },

  async resetInvite(groupId, settings) {
    await callWhapi(settings, { method: "DELETE", path: pathOf(groupId, "/invite"), repeatable: true });
    return groups.inviteCode(groupId, settings);
  },

  async previewInvite(inviteCode, settings) {
    const path = `/groups/link/${part(inviteCode)}`;
    const { json } = await callWhapi(settings, { method: "GET", path, repeatable: true });
    const members = asList(own(json, "participants"))?.length;
    return {
      name: asName(own(json, "name")) ?? "",
      description: asText(own(json, "description")) ?? null,
      memberCount: asCount(own(json, "participantsCount")) ?? members ?? null,
    };
  },

  async join(inviteCode, settings) {
    const body = { invite_code: inviteCode };
    const { json } = await callWhapi(settings, { method: "PUT", path: "/groups", body, repeatable: true });
    const address = readAddress(own(json, "group_id"));
    return { groupId: address?.type === "group" ? address.id : null };
  },

  async joinRequests(groupId, settings) {
    const path = `${pathOf(groupId, "/applications")}?count=500`;
    const { json } = await callWhapi(settings, { method: "GET", path, repeatable: true });
    return (asList(own(json, "applications")) ?? []).flatMap((element) => {
      const application = asRecord(element) ?? {};
      const person = readPerson([own(application, "chatId")]);
      const method = asText(own(application, "request_method"));
      return person ? [{ person, at: asTime(own(application, "timestamp")), ...(method && { method }) }] : [];
    });
  },

  /** One call for each: the provider takes no list here. */
  async answerJoinRequests(groupId, { what, people }, settings) {
    const method = what === "approve" ? "POST" : "DELETE";
    const results: GroupPersonResult[] = [];
    for (const person of people) {
      const application = applicant(person);
      results.push(
        application === null
          ? { person, ok: false, reason: NO_NUMBER }
          : await attempt(person, async () => {
              const path = pathOf(groupId, "/applications");
              const answer = await callWhapi(settings, { method, path, body: { application }, repeatable: true });
              return readAnswer(person, answer.bytes);
            }),
      );
    }
    return results;
  },

  async leave(groupId, settings) {
    await callWhapi(settings, { method: "DELETE", path: pathOf(groupId), repeatable: true });
  },
};

/** Which of our flags can be changed there. */
export const groupSettings: (keyof GroupSettings)[] = ["announce", "restrict", "join_approval_mode", "member_add_mode"];

const settingNames: Record<keyof GroupSettings, { setting: string; whenOn: string; whenOff: string }> = {
  announce: { setting: "send_messages", whenOn: "admins", whenOff: "anyone" },
  restrict: { setting: "edit_group_info", whenOn: "admins", whenOff: "anyone" },
  join_approval_mode: { setting: "approve_participants", whenOn: "admins", whenOff: "anyone" },
  // On means here that every member may.
  member_add_mode: { setting: "add_participants", whenOn: "anyone", whenOff: "admins" },
};

const memberCalls: Record<
  "add" | "remove" | "promote" | "demote",
  { method: WhapiRequest["method"]; path: "/participants" | "/admins" }
> = {
  add: { method: "POST", path: "/participants" },
  remove: { method: "DELETE", path: "/participants" },
  promote: { method: "PATCH", path: "/admins" },
  demote: { method: "DELETE", path: "/admins" },
};

const NO_NUMBER = "The provider only takes people whose phone number is known";

/** E.164 without plus, as far as the provider's pattern for people goes. */
function digits({ phone }: GroupPerson): string | null {
  const number = phone?.replace(/\D/g, "") ?? "";
  return /^\d{7,15}$/.test(number) ? number : null;
}

function applicant(person: GroupPerson): string | null {
  const number = digits(person);
  if (number) return `${number}@s.whatsapp.net`;
  return person.lid ? `${person.lid}@lid` : (person.providerId ?? null);
}

/** By number, what stood in the way; who is missing got what was asked for. */
type Failures = Map<string, { code?: string; reason?: string }>;

/** Asks for all that have a number in one call; the others are told why not. */
async function eachNumber(
  people: GroupPerson[],
  call: (numbers: string[]) => Promise<WhapiAnswer>,
): Promise<GroupPersonResult[]> {
  const numbers = [...new Set(people.flatMap((person) => digits(person) ?? []))];
  const failures: Failures = new Map();
  const answer = numbers.length > 0 ? await call(numbers) : undefined;
  if (answer?.status === 409 && numbers.length > 1) {
    // Somebody is in already, and the whole call fell with them.
    for (const number of numbers) readFailures(failures, await call([number]), [number]);
  } else if (answer) readFailures(failures, answer, numbers);
  return people.map((person) => outcome(person, failures));
}

function readFailures(failures: Failures, { status, json }: WhapiAnswer, numbers: string[]): void {
  if (status === 409) for (const number of numbers) failures.set(number, { code: "409" });
  for (const id of asList(own(json, "failed")) ?? []) {
    const number = asText(id)?.split("@")[0];
    if (number) failures.set(number, { reason: NOT_DONE });
  }
}

function outcome(person: GroupPerson, failures: Failures): GroupPersonResult {
  const number = digits(person);
  if (number === null) return { person, ok: false, reason: NO_NUMBER };
  const failure = failures.get(number);
  return failure ? { person, ok: false, ...failure } : { person, ok: true };
}

const NOT_DONE = "The provider could not do this for this person";

/** The answer to an application is a list with the one that was asked for. */
function readAnswer(person: GroupPerson, bytes: Buffer): GroupPersonResult {
  const [first] = asList(parse(bytes)) ?? [];
  const answer = asRecord(first) ?? {};
  if (own(answer, "success") !== false) return { person, ok: true };
  const reason = asText(own(answer, "error"));
  return { person, ok: false, ...(reason && { reason }) };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A refusal of one is no reason not to ask for the next; anything else is. */
async function attempt(person: GroupPerson, ask: () => Promise<GroupPersonResult>): Promise<GroupPersonResult> {
  try {
    return await ask();
  } catch (error) {
    if (!isChannelError(error) || error.kind !== "refused") throw error;
    return { person, ok: false, reason: error.message, ...(error.code && { code: error.code }) };
  }
}
