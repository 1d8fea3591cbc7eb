import { randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { contactIdentities, contactInboxes } from "#db/schema/contacts.ts";
import { getChannel } from "../../channels/registry.ts";
import { invalid, notFound, parameterMissing, refused } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { InboxRow } from "../inboxes/channel-settings.ts";
import { getInboxRow } from "../inboxes/queries.ts";
import type { ContactRow } from "./change-contact.ts";
import type { Identity } from "./inbound-contact.ts";
import { lockNewPeople } from "./insert-contact-inboxes.ts";
import { phoneVariants } from "./phone-numbers.ts";
import { getContactRow } from "./queries.ts";

type LinkedContact = Pick<ContactRow, "id" | "email" | "phoneNumber">;
type LinkedInbox = Pick<InboxRow, "id" | "name" | "channel" | "settings">;
type ContactInboxRow = typeof contactInboxes.$inferSelect;

/** A contact as one inbox knows it. */
export type ContactInboxOfInbox = Pick<ContactInboxRow, "id" | "contactId" | "inboxId" | "sourceId">;

export interface ContactInboxRequest {
  contactId: number;
  inboxId: number;
  /** The caller's own; generated when missing. */
  sourceId?: string | null;
  hmacVerified?: boolean;
}

/** Source ids that channels addressed by phone number take (contract, contacts §7). */
const PHONE_SOURCE_ID = /^\d{1,20}(-\d{1,20})?(@lid)?$/;

/**
 * The contact inbox of a contact: the one with the given or generated source id, made when it does not exist (contract,
 * contacts §7). On channels where the address says who somebody is, an address moves to the contact it was asked for.
 *
 * @throws not_found, parameter_missing without the phone number or e-mail that the channel needs, invalid for a source id
 * that it does not take, refused when another contact has it or the channel cannot start conversations
 */
export async function ensureContactInbox(tx: Tx, request: ContactInboxRequest): Promise<ContactInboxOfInbox> {
  const contact = await getContactRow(tx, request.contactId);
  const inbox = await getInboxRow(tx, request.inboxId);
  const known = request.sourceId ? null : await findByNumber(tx, contact, inbox);
  if (known) return known;
  const sourceId = request.sourceId || (await generatedSourceId(tx, contact, inbox));
  const { contactKey } = capabilitiesOf(inbox);
  if (contactKey === "phone" && !PHONE_SOURCE_ID.test(sourceId)) {
    throw invalid(
      "source_id",
      `Source invalid source id for ${inbox.name} inbox. valid Regex ${PHONE_SOURCE_ID.source}`,
    );
  }
  const identities = identitiesOf(contactKey, sourceId);
  await lockNewPeople(tx, inbox.id, [{ sourceId, identities }]);
  const existing = await findContactInboxBySource(tx, sourceId, inbox.id);
  if (existing?.contactId === contact.id) return existing;
  await lockContact(tx, contact.id);
  if (existing) await giveUpSourceId(tx, existing, contactKey);
  const values = { contactId: contact.id, inboxId: inbox.id, sourceId, hmacVerified: request.hmacVerified ?? false };
  const [row] = await tx.db
    .insert(contactInboxes)
    .values({ accountId: tx.accountId, ...values })
    .returning();
  if (!row) throw new Error("The insert of a contact inbox gave no row back");
  const names = identities.map((identity) => ({
    ...identity,
    accountId: tx.accountId,
    inboxId: inbox.id,
    contactInboxId: row.id,
  }));
  if (names.length > 0) await tx.db.insert(contactIdentities).values(names).onConflictDoNothing();
  return row;
}

/** Whoever merges the contact away waits until it has its contact inbox. @throws not_found when it is gone already */
async function lockContact(tx: Tx, contactId: number): Promise<void> {
  const [row] = await tx.sql`
    select 1 from contacts where account_id = ${tx.accountId} and id = ${contactId} for key share`;
  if (!row) throw notFound(`contact ${contactId}`);
}

/** Where people are addressed by number: the chat the contact has already, under whichever form of its number. */
async function findByNumber(tx: Tx, contact: LinkedContact, inbox: LinkedInbox): Promise<ContactInboxOfInbox | null> {
  if (capabilitiesOf(inbox).contactKey !== "phone" || !contact.phoneNumber) return null;
  const forms = phoneVariants(contact.phoneNumber.slice(1));
  const [row] = await tx.sql<ContactInboxOfInbox[]>`
    select ci.id, ci.contact_id as "contactId", ci.inbox_id as "inboxId", ci.source_id as "sourceId"
    from contact_identities i
    join contact_inboxes ci on ci.account_id = i.account_id and ci.id = i.contact_inbox_id
    where i.account_id = ${tx.accountId} and i.inbox_id = ${inbox.id} and i.kind = 'phone'
      and i.value = any(${forms}::text[]) and ci.contact_id = ${contact.id}
    order by ci.id
    limit 1
    for no key update of ci`;
  return row ?? null;
}

/** The contact inbox with a source id, in one inbox or, the newest, in any; locked. Null when there is none. */
export async function findContactInboxBySource(
  tx: Tx,
  sourceId: string,
  inboxId?: number,
): Promise<ContactInboxOfInbox | null> {
  const [row] = await tx.db
    .select()
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.accountId, tx.accountId),
        inboxId === undefined ? undefined : eq(contactInboxes.inboxId, inboxId),
        eq(contactInboxes.sourceId, sourceId),
      ),
    )
    .orderBy(desc(contactInboxes.id))
    .limit(1)
    .for("no key update");
  return row ?? null;
}

const capabilitiesOf = (inbox: LinkedInbox) => getChannel(inbox.channel).capabilities(inbox.settings);

/** Where the channel has no address, a contact keeps the source id it was last given. */
async function generatedSourceId(tx: Tx, contact: LinkedContact, inbox: LinkedInbox): Promise<string> {
  const { contactKey, startConversation } = capabilitiesOf(inbox);
  // Behind a door of our own everybody can have a place: visitors of a website, too.
  if (!startConversation && !getChannel(inbox.channel).door) {
    throw refused("This channel cannot start a conversation with a contact");
  }
  if (contactKey === "email") {
    if (!contact.email) throw parameterMissing("contact email");
    return contact.email;
  }
  if (contactKey === "phone") {
    if (!contact.phoneNumber) throw parameterMissing("contact phone number");
    const identities: Identity[] = [{ kind: "phone", value: contact.phoneNumber.slice(1) }];
    return getChannel(inbox.channel).sourceId({ type: "individual", person: { identities } });
  }
  const [latest] = await tx.db
    .select({ sourceId: contactInboxes.sourceId })
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.accountId, tx.accountId),
        eq(contactInboxes.contactId, contact.id),
        eq(contactInboxes.inboxId, inbox.id),
      ),
    )
    .orderBy(desc(contactInboxes.id))
    .limit(1);
  return latest?.sourceId ?? randomUUID();
}

/** The names under which the provider's messages will find this contact inbox. */
function identitiesOf(contactKey: "phone" | "email" | "none", sourceId: string): Identity[] {
  if (contactKey === "none") return [{ kind: "provider_id", value: sourceId }];
  return contactKey === "phone" && /^\d{1,15}$/.test(sourceId) ? [{ kind: "phone", value: sourceId }] : [];
}

/** The old owner keeps its conversations under a name nobody else will have. */
async function giveUpSourceId(tx: Tx, row: ContactInboxOfInbox, contactKey: "phone" | "email" | "none"): Promise<void> {
  if (contactKey === "none") throw refused("source_id should be unique");
  const renamed =
    contactKey === "email" ? `${row.sourceId}${randomDigits()}` : `${randomDigits()}${row.sourceId}`.slice(0, 20);
  await tx.db
    .update(contactInboxes)
    .set({ sourceId: renamed, updatedAt: new Date() })
    .where(and(eq(contactInboxes.accountId, tx.accountId), eq(contactInboxes.id, row.id)));
  await tx.db
    .delete(contactIdentities)
    .where(and(eq(contactIdentities.accountId, tx.accountId), eq(contactIdentities.contactInboxId, row.id)));
}

const randomDigits = (): string => String(randomBytes(4).readUInt32BE() % 100_000);
