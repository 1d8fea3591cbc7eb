import type { z } from "zod";
import type { GroupActions, GroupPerson, GroupPersonResult, GroupSettings } from "../group-actions.ts";
import { callSimulator, parseJson, type SimulatorCall } from "./client.ts";
import { address } from "./send.ts";
import type { SimulatorSettings } from "./settings.ts";
import {
  inviteAnswer,
  joinAnswer,
  newGroupAnswer,
  peopleAnswer,
  pictureAnswer,
  previewAnswer,
  requestsAnswer,
} from "./wire.ts";

const pathOf = (groupId: string, rest = ""): string =>
  `/v1/groups/${encodeURIComponent(address(groupId, true))}${rest}`;

async function ask<S extends z.ZodType>(
  settings: SimulatorSettings,
  call: SimulatorCall,
  schema: S,
): Promise<z.infer<S>> {
  return schema.parse(parseJson((await callSimulator(settings, call)).bytes));
}

/** Groups of the simulator: everything there is. People are known by their number only. */
export const groups: GroupActions<SimulatorSettings> = {
  async create({ subject, people }, settings) {
    const body = { subject, people: numbersOf(people) };
    const answer = await ask(settings, { method: "POST", path: "/v1/groups", body }, newGroupAnswer);
    return { groupId: answer.id, results: resultsFor(people, answer) };
  },

  async changeMembers(groupId, { what, people }, settings) {
    const call = {
      method: "POST",
      path: pathOf(groupId, "/members"),
      body: { what, people: numbersOf(people) },
    } as const;
    return resultsFor(people, await ask(settings, call, peopleAnswer));
  },

  async changeInfo(groupId, { subject, description }, settings) {
    const body = { name: subject, description };
    await callSimulator(settings, { method: "PATCH", path: pathOf(groupId), body });
  },

  async changePicture(groupId, { bytes, contentType }, settings) {
    const body = { data: bytes.toString("base64"), content_type: contentType };
    await callSimulator(settings, { method: "PUT", path: pathOf(groupId, "/picture"), body });
  },

  async picture(groupId, settings) {
    const call = { method: "GET", path: pathOf(groupId, "/picture"), maxBytes: 20_000_000 } as const;
    const { data } = await ask(settings, call, pictureAnswer);
    return data === undefined ? null : { bytes: Buffer.from(data, "base64") };
  },

  async changeSettings(groupId, change, settings) {
    await callSimulator(settings, { method: "PATCH", path: pathOf(groupId), body: { settings: change } });
  },

  async inviteCode(groupId, settings) {
    return (await ask(settings, { method: "GET", path: pathOf(groupId, "/invite") }, inviteAnswer)).code;
  },

  async resetInvite(groupId, settings) {
    return (await ask(settings, { method: "POST", path: pathOf(groupId, "/invite") }, inviteAnswer)).code;
  },

  async previewInvite(code, settings) {
    const path = `/v1/invites/${encodeURIComponent(code)}`;
    const { members, ...group } = await ask(settings, { method: "GET", path }, previewAnswer);
    return { ...group, memberCount: members };
  },

  async join(code, settings) {
    const { id } = await ask(settings, { method: "POST", path: "/v1/joins", body: { code } }, joinAnswer);
    return { groupId: id };
  },

  async joinRequests(groupId, settings) {
    const call = { method: "GET", path: pathOf(groupId, "/requests") } as const;
    const { requests } = await ask(settings, call, requestsAnswer);
    return requests.map(({ person, time, method }) => ({
      person: {
        identities: [{ kind: "phone" as const, value: `+${person.phone}` }],
        ...(person.name ? { name: person.name } : {}),
      },
      at: time * 1000,
      method,
    }));
  },

  async answerJoinRequests(groupId, { what, people }, settings) {
    const body = { what, people: numbersOf(people) };
    return resultsFor(
      people,
      await ask(settings, { method: "POST", path: pathOf(groupId, "/requests"), body }, peopleAnswer),
    );
  },

  async leave(groupId, settings) {
    await callSimulator(settings, { method: "DELETE", path: pathOf(groupId, "/membership") });
  },
};

/** Which of our flags can be changed there. */
export const groupSettings: (keyof GroupSettings)[] = ["announce", "restrict", "join_approval_mode", "member_add_mode"];

const numberOf = ({ phone }: GroupPerson): string => phone?.replace(/\D/g, "") ?? "";
const numbersOf = (people: GroupPerson[]): string[] => people.map(numberOf).filter((number) => number !== "");

function resultsFor(people: GroupPerson[], { results }: z.infer<typeof peopleAnswer>): GroupPersonResult[] {
  return people.map((person) => {
    const result = results.find(({ phone }) => phone === numberOf(person));
    if (!result) return { person, ok: false, reason: "Has no number" };
    const { phone: _, ...rest } = result;
    return { person, ...rest };
  });
}
