import { startFakeWhapi } from "#server/channels/testing/fake-whapi.ts";
import { messageReport, participantsReport } from "#server/channels/testing/fake-whapi-reports.ts";
import { type GroupProvider, mentionedIn, type OpenGroupProvider } from "./group-provider.ts";
import { createInbox } from "./open-house.ts";
import { runAdmin } from "./run-admin.ts";

const person = (phone: string): string => `${phone}@s.whatsapp.net`;

/** Whapi.Cloud, played after its description, with an inbox of its own. */
export const openWhapiGroups: OpenGroupProvider = async (house, phone): Promise<GroupProvider> => {
  const fake = await startFakeWhapi({ phone, reports: true });
  const { state } = fake;
  const settings = { base_url: fake.baseUrl, token: fake.token, phone_number: `+${phone}` };
  const inbox = { name: `Cloud ${phone}`, channel: "whapi", settings, members: [house.olivia.id, house.bia.id] };
  await createInbox(house.accountId, inbox);
  await runAdmin(["queue:wait"]);
  const post = async (body: Parameters<typeof fake.post>[0]) => {
    const answers = await fake.post(body);
    if (answers.some((status) => status !== 200)) throw new Error(`The inbox answered ${answers}`);
  };
  let written = 0;
  return {
    inboxName: inbox.name,
    phone,
    group(name) {
      const group = [...state.groups.values()].find((one) => one.name === name);
      if (!group) return null;
      const members = (group.participants ?? []).map(
        ({ id, rank }) => [id, rank === "member" ? "member" : "admin"] as const,
      );
      const approval = state.groupSettings.findLast(
        ({ group: id, setting }) => id === group.id && setting === "approve_participants",
      );
      return {
        id: group.id,
        members: new Map(members),
        onlyAdminsWrite: group.announcements === true,
        approvesNew: approval?.policy === "admins",
      };
    },
    // Here everybody is on the network.
    meets: () => {},
    refuses: ({ phone: number }) => void state.unreachable.add(number),
    async asksToJoin(id, { phone: number }) {
      const application = {
        chatId: person(number),
        request_method: "InviteLink",
        timestamp: Math.floor(Date.now() / 1000),
      };
      state.applications.set(id, [...(state.applications.get(id) ?? []), application]);
      await post(participantsReport(id, [number], "request"));
    },
    async writes(id, { phone: from, name }, text) {
      const mentions = mentionedIn(text).map((who) => (who === "us" ? phone : who));
      const message = {
        id: `Wr1tten${phone}.${++written}-gLAnTnIXue0MSg`,
        from_me: false,
        type: "text",
        chat_id: id,
        chat_name: state.groups.get(id)?.name,
        source: "mobile",
        text: { body: text.replace("@us", `@${phone}`) },
        from,
        from_name: name,
        ...(mentions.length > 0 && { context: { mentions } }),
      };
      await post(messageReport(message));
    },
    mention: ({ phone: number }) => ({ inText: number, inList: number }),
    sentTo: (id) =>
      state.sent
        .filter(({ body }) => body.to === id)
        .map(({ body }) => ({ text: String(body.body ?? ""), mentions: (body.mentions as string[]) ?? [] })),
    problems: () => [...fake.requests.flatMap(({ problems }) => problems), ...state.unreported],
    close: fake.close,
  };
};
