import type { InboundPerson } from "../../channels/inbound-person.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { completeContacts } from "./complete-contacts.ts";
import { mergePeople } from "./inbound-contact.ts";
import { linkUp, lockLinks } from "./link-up.ts";
import { matchContactInboxes } from "./match-contact-inboxes.ts";

/**
 * The provider tells something about a person (a name, a picture, another identity). Only who is known already is
 * completed, and two that turn out to be one person are merged: an address book makes no contacts.
 */
export async function applyContactUpdate(tx: Tx, inboxId: number, person: InboundPerson): Promise<void> {
  const [known] = mergePeople([{ ...person, sourceId: "", groupType: "individual" }]);
  if (!known) return;
  await lockLinks(tx, inboxId, [known]);
  let matches = await matchContactInboxes(tx, inboxId, [known]);
  if (await linkUp(tx, inboxId, [known], matches)) matches = await matchContactInboxes(tx, inboxId, [known]);
  const match = matches.sort((a, b) => a.rank - b.rank || a.contactInboxId - b.contactInboxId)[0];
  if (match) await completeContacts(tx, inboxId, [{ person: known, match }]);
}
