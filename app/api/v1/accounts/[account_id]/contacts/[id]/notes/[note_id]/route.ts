import * as contract from "#server/domain/contacts/contract/notes.ts";
import { deleteNote, getNote, updateNote } from "#server/domain/contacts/notes.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getNote, getNote);
export const PATCH = endpoint(contract.updateNote, updateNote);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteNote, deleteNote);
