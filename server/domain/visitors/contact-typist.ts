import type { ContactRow } from "../contacts/change-contact.ts";
import { serializeContactCard } from "../messages/serialize.ts";
import type { Typist } from "../realtime/tell-typing.ts";

/** A customer as the team is told that they type. */
export const contactTypist = (contact: ContactRow): Typist => ({ ...serializeContactCard(contact) });
