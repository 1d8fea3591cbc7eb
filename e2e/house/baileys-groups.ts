import { startFakeBaileysApi } from "#server/channels/testing/fake-baileys-api.ts";
import { bothIds } from "#server/channels/testing/fake-baileys-api-groups.ts";
import { notice } from "#server/channels/testing/fake-baileys-api-reports.ts";
import { type GroupProvider, mentionedIn, type OpenGroupProvider } from "./group-provider.ts";
import { createInbox } from "./open-house.ts";
import { runAdmin } from "./run-admin.ts";

const ids = (phone: string) => bothIds(`${phone}@s.whatsapp.net`);
const digits = (jid: string): string => jid.split("@")[0] ?? "";

/** A baileys-api, played after its description, with an inbox of its own. Its groups know people by hidden ids. */
export const openBaileysGroups: OpenGroupProvider = async (house, phone): Promise<GroupProvider> => {
  const fake = await startFakeBaileysApi({ reports: true });
  const { state } = fake;
  const settings = { provider_url: fake.baseUrl, api_key: fake.apiKey, phone_number: `+${phone}` };
  const inbox = {
    name: `Gateway ${phone}`,
    channel: "baileys-api",
    settings,
    members: [house.olivia.id, house.bia.id],
  };
  await createInbox(house.accountId, inbox);
  await runAdmin(["queue:wait"]);
  const post = async (event: Parameters<typeof fake.post>[1]) => {
    const status = await fake.post(`+${phone}`, event);
    if (status !== 200) throw new Error(`The inbox answered ${status}`);
  };
  await post({ event: "connection.update", data: { connection: "open" } });
  let written = 0;
  return {
    inboxName: inbox.name,
    phone,
    group(name) {
      const group = [...state.groups.values()].find(({ subject }) => subject === name);
      if (!group) return null;
      const members = group.participants.map(
        ({ id, phoneNumber, admin }) => [digits(phoneNumber ?? id), admin === null ? "member" : "admin"] as const,
      );
      return {
        id: String(group.id),
        members: new Map(members),
        onlyAdminsWrite: group.announce === true,
        approvesNew: group.joinApprovalMode === true,
      };
    },
    // Here everybody is on the network.
    meets: () => {},
    refuses: ({ phone: number }) => void state.refusedPeople.set(ids(number).phoneNumber, "403"),
    async asksToJoin(group, { phone: number }) {
      const { id, phoneNumber } = ids(number);
      const asked = { request_time: String(Math.floor(Date.now() / 1000)), request_method: "invite_link" };
      state.requests.set(group, [
        ...(state.requests.get(group) ?? []),
        { jid: id, phone_number: phoneNumber, ...asked },
      ]);
      const parameters = [JSON.stringify({ lid: id, pn: phoneNumber }), "created", "invite_link"];
      await post(
        notice(group, ids(number), { stub: "GROUP_MEMBERSHIP_JOIN_APPROVAL_REQUEST_NON_ADMIN_ADD", parameters }),
      );
    },
    async writes(remoteJid, { phone: number, name }, text) {
      const { id: participant, phoneNumber: participantAlt } = ids(number);
      const mentioned = mentionedIn(text).map((who) => ({ who, jid: ids(who === "us" ? phone : who).id }));
      const wire = mentioned.reduce((said, { who, jid }) => said.replace(`@${who}`, `@${digits(jid)}`), text);
      const mentionedJid = mentioned.map(({ jid }) => jid);
      const id = `3A${phone}${String(++written).padStart(6, "0")}`;
      const message = {
        key: { remoteJid, fromMe: false, id, participant, participantAlt, addressingMode: "lid" },
        messageTimestamp: Math.floor(Date.now() / 1000),
        pushName: name,
        message: { extendedTextMessage: { text: wire, contextInfo: { mentionedJid } } },
      };
      await post({ event: "messages.upsert", data: { messages: [message], type: "notify" } });
    },
    mention: ({ phone: number }) => ({ inText: digits(ids(number).id), inList: ids(number).id }),
    sentTo: (jid) =>
      state.sent
        .filter(({ body }) => body.jid === jid)
        .map(({ body }) => {
          const { text = "", mentions = [] } = body.messageContent as { text?: string; mentions?: string[] };
          return { text, mentions };
        }),
    problems: () => [...fake.requests.flatMap(({ problems }) => problems), ...state.unreported],
    close: fake.close,
  };
};
