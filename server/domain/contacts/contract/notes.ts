import { z } from "zod";
import { textUpTo, unixSeconds, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agent } from "../../accounts/contract/agent.ts";
import { base, contactPath } from "../contract.ts";

const path = `${base}/{id}/notes`;

/** What agents wrote down about a contact (contract, contacts §5). */
export const note = z.object({
  id: z.number(),
  content: z.string(),
  account_id: z.number(),
  contact_id: z.number(),
  user: agent.optional(),
  created_at: unixSeconds,
  updated_at: unixSeconds,
});
export type Note = z.infer<typeof note>;

const notePath = z.object({ id: wireId, note_id: wireId });
const content = textUpTo(150_000);

export const listNotes = operation({
  id: "contact_notes.list",
  method: "GET",
  path,
  summary: "Notes about a contact, the newest first",
  tag: "Contact Notes",
  callers: ["user"],
  params: contactPath,
  response: z.array(note),
});

export const createNote = operation({
  id: "contact_notes.create",
  method: "POST",
  path,
  summary: "Write a note about a contact",
  tag: "Contact Notes",
  callers: ["user"],
  params: contactPath,
  rootKey: "note",
  body: z.object({ content: content.trim().min(1) }),
  response: note,
});

export const getNote = operation({
  id: "contact_notes.get",
  method: "GET",
  path: `${path}/{note_id}`,
  summary: "One note",
  tag: "Contact Notes",
  callers: ["user"],
  params: notePath,
  response: note,
});

export const updateNote = operation({
  id: "contact_notes.update",
  method: "PATCH",
  path: `${path}/{note_id}`,
  summary: "Change a note; its author is then who changed it",
  tag: "Contact Notes",
  callers: ["user"],
  params: notePath,
  rootKey: "note",
  body: z.object({ content: content.trim().min(1).optional() }),
  response: note,
});

export const deleteNote = operation({
  id: "contact_notes.delete",
  method: "DELETE",
  path: `${path}/{note_id}`,
  summary: "Delete a note",
  tag: "Contact Notes",
  callers: ["user"],
  params: notePath,
});
