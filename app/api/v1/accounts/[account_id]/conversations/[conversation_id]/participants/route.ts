import * as contract from "#server/domain/conversations/contract/participants.ts";
import {
  addParticipants,
  listParticipants,
  removeParticipants,
  setParticipants,
} from "#server/domain/conversations/participants.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listParticipants, listParticipants);
export const POST = endpoint(contract.addParticipants, addParticipants);
export const PATCH = endpoint(contract.setParticipants, setParticipants);
export const PUT = PATCH;
export const DELETE = endpoint(contract.removeParticipants, removeParticipants);
