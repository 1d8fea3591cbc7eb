import { type GroupProvider, mentionedIn, type OpenGroupProvider } from "./group-provider.ts";
import { play } from "./play.ts";

/** The house's simulator and its inbox. */
export const openSimulatorGroups: OpenGroupProvider = async ({ simulator }): Promise<GroupProvider> => {
  const { state } = simulator;
  const know = ({ phone, name }: { phone: string; name: string }, more = {}) =>
    void state.people.set(phone, { ...state.people.get(phone), phone, name, ...more });
  return {
    inboxName: "Shop",
    phone: state.phone,
    group(name) {
      const group = [...state.groups.values()].find((one) => one.name === name);
      if (!group) return null;
      const { id, members, settings } = group;
      return { id, members, onlyAdminsWrite: settings.announce, approvesNew: settings.join_approval_mode };
    },
    meets: (people) => {
      for (const person of people) know(person);
    },
    refuses: (person) => know(person, { refusesGroups: true }),
    async asksToJoin(id, person) {
      await play(simulator, "group-joins", { id, phone: person.phone });
    },
    async writes(chat, person, text) {
      const mentions = mentionedIn(text).map((who) => (who === "us" ? state.phone : who));
      await play(simulator, "messages", {
        from: person.phone,
        chat,
        text: text.replace("@us", `@${state.phone}`),
        mentions,
      });
    },
    mention: ({ phone }) => ({ inText: phone, inList: phone }),
    sentTo: (id) =>
      [...state.messages.values()]
        .filter(({ chat, from }) => chat === id && from === null)
        .map(({ text, mentions }) => ({ text: text ?? "", mentions: mentions ?? [] })),
    problems: () => [],
    close: async () => {},
  };
};
