import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import {
  contactInboxes,
  contactSearchText,
  contacts,
  isNamelessContact,
  isResolvedContact,
} from "#db/schema/contacts.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import { AppError, notFound } from "../../platform/app-error.ts";
import { cached } from "../../platform/cache.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { ContactRow } from "./change-contact.ts";
import { searchedDigits } from "./phone-numbers.ts";

/** @throws not_found, also for contacts of another account */
export async function getContactRow(ctx: AccountContext, contactId: number): Promise<ContactRow> {
  const [row] = await findContactRows(ctx, [contactId]);
  if (!row) throw notFound(`contact ${contactId}`);
  return row;
}

/** Those that exist, in no order. No statement for an empty list. */
export async function findContactRows(ctx: AccountContext, contactIds: number[]): Promise<ContactRow[]> {
  if (contactIds.length === 0) return [];
  return database(ctx)
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, ctx.accountId), inArray(contacts.id, contactIds)));
}

const inboxColumns = {
  id: inboxes.id,
  accountId: inboxes.accountId,
  name: inboxes.name,
  channel: inboxes.channel,
  avatarKey: inboxes.avatarKey,
};

/** The contact inboxes of some contacts, oldest first. No statement for an empty list. */
export async function listContactInboxRows(ctx: AccountContext, contactIds: number[]) {
  if (contactIds.length === 0) return [];
  return database(ctx)
    .select({
      id: contactInboxes.id,
      contactId: contactInboxes.contactId,
      sourceId: contactInboxes.sourceId,
      inbox: inboxColumns,
    })
    .from(contactInboxes)
    .innerJoin(
      inboxes,
      and(
        eq(inboxes.accountId, contactInboxes.accountId),
        eq(inboxes.id, contactInboxes.inboxId),
        isNull(inboxes.deletedAt),
      ),
    )
    .where(and(eq(contactInboxes.accountId, ctx.accountId), inArray(contactInboxes.contactId, contactIds)))
    .orderBy(asc(contactInboxes.id));
}
export type ContactInboxRow = Awaited<ReturnType<typeof listContactInboxRows>>[number];

/** The same by contact, for serialising a list. */
export async function contactInboxesOf(
  ctx: AccountContext,
  contactIds: number[],
): Promise<Map<number, ContactInboxRow[]>> {
  const byContact = new Map<number, ContactInboxRow[]>(contactIds.map((id) => [id, []]));
  for (const row of await listContactInboxRows(ctx, contactIds)) byContact.get(row.contactId)?.push(row);
  return byContact;
}

export interface ContactPage {
  sort?: string;
  /** First row, from 0, and how many. */
  offset: number;
  limit: number;
}

/** Contacts that lists show (contract, contacts §1): somebody we can name, no anonymous visitor. */
export function listedContacts(ctx: AccountContext, labels: string[]): SQL | undefined {
  return and(
    eq(contacts.accountId, ctx.accountId),
    isResolvedContact,
    labels.length > 0 ? sql`${contacts.labels} && ${sql.param(labels)}::text[]` : undefined,
  );
}

/** Contacts whose name, e-mail, phone number (in any way of writing it) or identifier contains the text. */
export function contactsMatching(ctx: AccountContext, text: string): SQL | undefined {
  const parts = [text, ...searchedDigits(text)].map((part) => `%${part.replace(/[\\%_]/g, "\\$&")}%`);
  const anyPart = parts.map((part) => sql`${contactSearchText} ilike ${part}`);
  return and(eq(contacts.accountId, ctx.accountId), sql`(${sql.join(anyPart, sql` or `)})`);
}

/** A page of contacts in the order asked for (contract, contacts §2). @throws bad_request for an unknown order */
export async function pageOfContacts(
  ctx: AccountContext,
  where: SQL | undefined,
  page: ContactPage,
): Promise<ContactRow[]> {
  return database(ctx)
    .select()
    .from(contacts)
    .where(where)
    .orderBy(...orderOf(page.sort))
    .limit(page.limit)
    .offset(page.offset);
}

/** Up to here the count of a list is exact at any moment. */
const COUNTED_EACH_TIME = 10_000;

/**
 * How many contacts a list has. Beyond ten thousand, where counting costs more than the page itself, the number may be a
 * minute old.
 *
 * @param key  names the condition, for remembering
 */
export async function countContacts(ctx: AccountContext, where: SQL | undefined, key: string): Promise<number> {
  const few = await countRows(ctx, where, COUNTED_EACH_TIME + 1);
  if (few <= COUNTED_EACH_TIME) return few;
  return cached("contact-count", `${ctx.accountId}:${key}`, 60_000, () => countRows(ctx, where));
}

async function countRows(ctx: AccountContext, where: SQL | undefined, limit?: number): Promise<number> {
  const rows = database(ctx).select({ id: contacts.id }).from(contacts).where(where);
  const [row] = await database(ctx)
    .select({ count: sql<number>`count(*)::int` })
    .from((limit === undefined ? rows : rows.limit(limit)).as("counted"));
  return row?.count ?? 0;
}

const attribute = (name: string) => sql`lower(${contacts.additionalAttributes} ->> ${sql.raw(`'${name}'`)})`;

/** What each order compares; empty values come last in both directions. Ids are given in the order of creation. */
const orders: Record<string, SQL> = {
  email: sql`lower(${contacts.email})`,
  name: sql`lower(${contacts.name})`,
  phone_number: sql`${contacts.phoneNumber}`,
  last_activity_at: sql`${contacts.lastActivityAt}`,
  company: attribute("company_name"),
  city: attribute("city"),
  country: attribute("country"),
};

function orderOf(sort: string | undefined): SQL[] {
  if (!sort) return [sql`${contacts.id}`];
  const isDescending = sort.startsWith("-");
  const key = sort.replace(/^-/, "");
  const direction = sql.raw(isDescending ? "desc" : "asc");
  if (key === "created_at") return [sql`${contacts.id} ${direction}`];
  const order = Object.hasOwn(orders, key) ? orders[key] : undefined;
  if (!order) throw new AppError("bad_request", { public: `Contacts cannot be sorted by ${key.slice(0, 50)}` });
  if (key === "name") return [isNamelessContact, sql`${order} ${direction}`, sql`${contacts.id} ${direction}`];
  return [sql`${order} ${direction} nulls last`, sql`${contacts.id} ${direction}`];
}
