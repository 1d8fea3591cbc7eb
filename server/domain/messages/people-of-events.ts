import type { Channel, InboundChat, InboundEvent, InboundPerson } from "../../channels/channel.ts";
import type { InboundContact } from "../contacts/inbound-contact.ts";

/**
 * Everybody whom applying some events may look up or make, when it takes more than one look-up: all messages share one, and
 * each reaction, group report and address book entry has its own.
 *
 * @returns nobody when one look-up is all
 */
export function peopleOfEvents(channel: Channel, events: InboundEvent[]): InboundContact[] {
  const single = events.filter((event) => ["reaction", "group", "contact"].includes(event.type)).length;
  const lookUps = single + (events.some((event) => event.type === "message") ? 1 : 0);
  if (lookUps < 2) return [];
  return events.flatMap((event) => chatsOf(event).map((chat) => asContact(channel, chat)));
}

const individual = (person: InboundPerson): InboundChat => ({ type: "individual", person });

function chatsOf(event: InboundEvent): InboundChat[] {
  switch (event.type) {
    case "message":
      return [event.chat, ...(event.sender ? [individual(event.sender)] : [])];
    case "reaction":
      return event.sender ? [individual(event.sender)] : [];
    case "contact":
      return [individual(event.person)];
    case "group":
      return [{ type: "group", id: event.id }, ...(event.members ?? []).map(({ person }) => individual(person))];
    default:
      return [];
  }
}

function asContact(channel: Channel, chat: InboundChat): InboundContact {
  const sourceId = channel.sourceId(chat);
  if (chat.type === "individual") return { sourceId, groupType: "individual", identities: chat.person.identities };
  return { sourceId, groupType: "group", identities: [{ kind: "provider_id", value: chat.id }] };
}
