import type { Channel, InboundChat, InboundEvent } from "../../channels/channel.ts";
import type { InboundPerson } from "../../channels/inbound-person.ts";
import type { InboundContact } from "../contacts/inbound-contact.ts";

/**
 * Everybody whom applying some events may look up or make, when it takes more than one look-up: all messages share one, as do
 * all receipts and all signs of silent groups; each reaction, group report and address book entry has its own.
 *
 * @returns nobody when one look-up is all
 */
export function peopleOfEvents(channel: Channel, events: InboundEvent[]): InboundContact[] {
  const single = events.filter((event) => ["reaction", "group", "contact"].includes(event.type)).length;
  const shared = new Set(events.map((event) => event.type).filter((type) => sharing.has(type)));
  const lookUps = single + shared.size;
  if (lookUps < 2) return [];
  return events.flatMap((event) => chatsOf(event).map((chat) => asContact(channel, chat)));
}

const sharing = new Set<InboundEvent["type"]>(["message", "receipt", "group_activity"]);

const individual = (person: InboundPerson): InboundChat => ({ type: "individual", person });

function chatsOf(event: InboundEvent): InboundChat[] {
  switch (event.type) {
    case "message":
      return [event.chat, ...(event.sender ? [individual(event.sender)] : [])];
    case "reaction":
      return event.sender ? [individual(event.sender)] : [];
    case "contact":
      return [individual(event.person)];
    case "receipt":
      return [individual(event.reader)];
    case "group_activity":
      return [{ type: "group", id: event.id }];
    case "group": {
      const people = [...(event.members ?? []).map(({ person }) => person), ...(event.by ? [event.by] : [])];
      return [{ type: "group", id: event.id }, ...people.map(individual)];
    }
    default:
      return [];
  }
}

function asContact(channel: Channel, chat: InboundChat): InboundContact {
  const sourceId = channel.sourceId(chat);
  if (chat.type === "individual") return { sourceId, groupType: "individual", identities: chat.person.identities };
  return { sourceId, groupType: "group", identities: [{ kind: "provider_id", value: chat.id }] };
}
