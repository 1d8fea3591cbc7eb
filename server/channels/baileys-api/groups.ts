import { isFetchError } from "#server/platform/http-client/fetch-error.ts";
import { safeFetch } from "#server/platform/http-client/safe-fetch.ts";
import { ChannelError, isChannelError } from "../channel-error.ts";
import type { GroupActions } from "../group-actions.ts";
import { asRecord, compact, own } from "../json-fields.ts";
import { callGateway, type GatewayRequest } from "./client.ts";
import { addressed, changePeople, type PersonChange, resultOf } from "./group-people.ts";
import { readGroupId } from "./inbound/address.ts";
import { readParticipant } from "./inbound/group-notice.ts";
import { asList, asName, asNumber, asText } from "./inbound/json-fields.ts";
import { groupJid, phoneJid } from "./jid.ts";
import { joinRequestActions } from "./join-requests.ts";
import type { BaileysApiSettings } from "./settings.ts";

/** Longest name and description that the gateway takes. */
const MAX_SUBJECT = 100;
const MAX_DESCRIPTION = 2048;

/** The call and the words for both positions of a flag. */
const flags = {
  announce: { path: "/group-setting-update", member: "setting", on: "announcement", off: "not_announcement" },
  restrict: { path: "/group-setting-update", member: "setting", on: "locked", off: "unlocked" },
  join_approval_mode: { path: "/group-join-approval-mode", member: "mode", on: "on", off: "off" },
  member_add_mode: { path: "/group-member-add-mode", member: "mode", on: "all_member_add", off: "admin_add" },
} as const;

export const groupSettings = Object.keys(flags) as (keyof typeof flags)[];

export const groups: GroupActions<BaileysApiSettings> = {
  async create({ subject, people }, settings) {
    const participants = people.map((person) => (person.phone ? phoneJid(person.phone) : addressed(person)));
    const value = await ask(settings, {
      path: "/group-create",
      body: { subject: checkedSubject(subject), participants },
      repeatable: false,
    });
    const group = asRecord(value);
    const groupId = readGroupId(own(group, "id"));
    if (!groupId) throw new ChannelError("unknown", "The gateway's answer names no group");
    const members = asList(own(group, "participants")).flatMap((entry) => readParticipant(entry) ?? []);
    return { groupId, results: people.map((person) => resultOf(person, members)) };
  },

  async changeMembers(groupId, { what, people }, settings) {
    const change: PersonChange = (person) => {
      // Who is not a member yet is known by number, who is one by the hidden id of the group.
      const participant = what === "add" && person.phone ? phoneJid(person.phone) : addressed(person);
      const body = { jid: groupJid(groupId), participant, action: what };
      return ask(settings, { path: "/group-participants", body, repeatable: true });
    };
    return changePeople(people, change);
  },

  async changeInfo(groupId, { subject, description }, settings) {
    const jid = groupJid(groupId);
    if (subject !== undefined)
      await ask(settings, {
        path: "/group-subject",
        body: { jid, subject: checkedSubject(subject) },
        repeatable: true,
      });
    if (description === undefined) return;
    if (description.length > MAX_DESCRIPTION)
      throw new ChannelError("refused", `A description has at most ${MAX_DESCRIPTION} characters`);
    // Left out it is deleted.
    const body = compact({ jid, description: description || undefined });
    await ask(settings, { path: "/group-description", body, repeatable: true });
  },

  async changePicture(groupId, { bytes }, settings) {
    const body = { jid: groupJid(groupId), image: bytes.toString("base64") };
    await ask(settings, { path: "/update-profile-picture", body, repeatable: true, timeoutMs: 60_000 });
  },

  async picture(groupId, settings) {
    const query = { jid: groupJid(groupId), type: "image" };
    try {
      const request = { method: "GET", path: "/profile-picture-url", query, repeatable: true } as const;
      const { value } = await callGateway(settings, request);
      const url = asText(own(asRecord(value), "profilePictureUrl"));
      return url ? { bytes: await fetchPicture(url) } : null;
    } catch (error) {
      if (isChannelError(error) && error.kind === "refused" && error.code === "404") return null;
      throw error;
    }
  },

  async changeSettings(groupId, change, settings) {
    for (const name of groupSettings) {
      const isOn = change[name];
      if (isOn === undefined) continue;
      const { path, member, on, off } = flags[name];
      const body = { jid: groupJid(groupId), [member]: isOn ? on : off };
      await ask(settings, { path, body, repeatable: true });
    }
  },

  async inviteCode(groupId, settings) {
    const query = { jid: groupJid(groupId) };
    const { value } = await callGateway(settings, {
      method: "GET",
      path: "/group-invite-code",
      query,
      repeatable: true,
    });
    return inviteCodeOf(value);
  },

  async resetInvite(groupId, settings) {
    const body = { jid: groupJid(groupId) };
    return inviteCodeOf(await ask(settings, { path: "/group-revoke-invite", body, repeatable: true }));
  },

  async previewInvite(inviteCode, settings) {
    const query = { code: inviteCode };
    const { value } = await callGateway(settings, {
      method: "GET",
      path: "/group-invite-info",
      query,
      repeatable: true,
    });
    const group = asRecord(value);
    const members = asList(own(group, "participants")).length;
    return {
      name: asName(own(group, "subject")) ?? "",
      description: asText(own(group, "desc")) ?? null,
      memberCount: asNumber(own(group, "size")) ?? (members || null),
    };
  },

  async join(inviteCode, settings) {
    const value = await ask(settings, { path: "/group-accept-invite", body: { code: inviteCode }, repeatable: true });
    return { groupId: readGroupId(own(asRecord(value), "groupJid")) ?? null };
  },

  ...joinRequestActions,

  async leave(groupId, settings) {
    await ask(settings, { path: "/group-leave", body: { jid: groupJid(groupId) }, repeatable: true });
  },
};

/** All changes are POSTs; the answer comes without its envelope. */
async function ask(settings: BaileysApiSettings, request: Omit<GatewayRequest, "method">): Promise<unknown> {
  return (await callGateway(settings, { method: "POST", ...request })).value;
}

/** The picture itself lies with the network, under an address that is good for a while. */
async function fetchPicture(url: string): Promise<Buffer> {
  try {
    const { status, body } = await safeFetch(url, { timeoutMs: 30_000, maxBytes: 15_000_000, redirects: 3 });
    if (status === 200) return body;
    throw new ChannelError(status >= 500 ? "temporary" : "refused", `The picture's host answered ${status}`, {
      code: "picture",
    });
  } catch (error) {
    if (!isFetchError(error)) throw error;
    throw new ChannelError("temporary", `The picture cannot be reached: ${error.message}`, { cause: error });
  }
}

function checkedSubject(subject: string): string {
  const length = subject.length;
  if (length > 0 && length <= MAX_SUBJECT) return subject;
  throw new ChannelError("refused", `The name of a group has 1 to ${MAX_SUBJECT} characters`);
}

function inviteCodeOf(value: unknown): string {
  const code = asText(own(asRecord(value), "inviteCode")) ?? asText(value);
  if (!code) throw new ChannelError("refused", "The gateway gave no invite link; only admins may see it");
  return code;
}
