import { and, desc, eq } from "drizzle-orm";
import { contactNotes } from "#db/schema/contact-notes.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { actingUserId, findAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import type * as contract from "./contract/notes.ts";
import { requireContact } from "./require-contact.ts";

interface NotePath {
  /** Of the contact. */
  id: number;
  note_id: number;
}

type NoteRow = typeof contactNotes.$inferSelect;

const ofContact = (ctx: AccountContext, contactId: number) =>
  and(eq(contactNotes.accountId, ctx.accountId), eq(contactNotes.contactId, contactId));

const oneNote = (ctx: AccountContext, input: NotePath) =>
  and(ofContact(ctx, input.id), eq(contactNotes.id, input.note_id));

/** Notes about a contact, the newest first (contract, contacts §5). @throws not_found for the contact */
export async function listNotes(ctx: AccountContext, input: { id: number }): Promise<contract.Note[]> {
  authorize(canEditContacts(ctx));
  await requireContact(ctx, input.id);
  const rows = await database(ctx)
    .select()
    .from(contactNotes)
    .where(ofContact(ctx, input.id))
    .orderBy(desc(contactNotes.id));
  return serializeNotes(ctx, rows);
}

/** @throws not_found */
export async function getNote(ctx: AccountContext, input: NotePath): Promise<contract.Note> {
  authorize(canEditContacts(ctx));
  return serializeOne(ctx, await database(ctx).select().from(contactNotes).where(oneNote(ctx, input)));
}

/** @throws not_found for the contact */
export async function createNote(
  ctx: AccountContext,
  input: Input<typeof contract.createNote>,
): Promise<contract.Note> {
  authorize(canEditContacts(ctx));
  return transaction(ctx, async (tx) => {
    await requireContact(tx, input.id);
    const { id: contactId, content } = input;
    const rows = await tx.db
      .insert(contactNotes)
      .values({ accountId: tx.accountId, contactId, content, userId: actingUserId(tx) })
      .returning();
    return serializeOne(tx, rows);
  });
}

/** Changes the text; who changed it last is its author (contract, contacts §5). @throws not_found */
export async function updateNote(
  ctx: AccountContext,
  input: Input<typeof contract.updateNote>,
): Promise<contract.Note> {
  authorize(canEditContacts(ctx));
  return transaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(contactNotes)
      .set({ content: input.content, userId: actingUserId(tx), updatedAt: new Date() })
      .where(oneNote(tx, input))
      .returning();
    return serializeOne(tx, rows);
  });
}

/** @throws not_found */
export async function deleteNote(ctx: AccountContext, input: NotePath): Promise<void> {
  authorize(canEditContacts(ctx));
  await transaction(ctx, async (tx) => {
    const rows = await tx.db.delete(contactNotes).where(oneNote(tx, input)).returning({ id: contactNotes.id });
    if (rows.length === 0) throw notFound(`note ${input.note_id}`);
  });
}

async function serializeOne(ctx: AccountContext, rows: NoteRow[]): Promise<contract.Note> {
  const [note] = await serializeNotes(ctx, rows);
  if (!note) throw notFound("note");
  return note;
}

/** Who has left the account is no longer named. */
async function serializeNotes(ctx: AccountContext, rows: NoteRow[]): Promise<contract.Note[]> {
  const userIds = [...new Set(rows.flatMap((row) => row.userId ?? []))];
  const agents = new Map((await findAgentRows(ctx, userIds)).map((agent) => [agent.id, serializeAgent(agent)]));
  return rows.map((row) => {
    const user = row.userId === null ? undefined : agents.get(row.userId);
    return {
      id: row.id,
      content: row.content,
      account_id: row.accountId,
      contact_id: row.contactId,
      ...(user && { user }),
      created_at: toUnix(row.createdAt),
      updated_at: toUnix(row.updatedAt),
    };
  });
}
