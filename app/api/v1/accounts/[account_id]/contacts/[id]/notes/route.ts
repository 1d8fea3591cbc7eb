import * as contract from "#server/domain/contacts/contract/notes.ts";
import { createNote, listNotes } from "#server/domain/contacts/notes.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listNotes, listNotes);
export const POST = endpoint(contract.createNote, createNote);
