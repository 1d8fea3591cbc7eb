import { z } from "zod";
import { isoInstant, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/canned_responses";

/** A text that is sent often (contract, settings §6). */
export const cannedResponse = z.object({
  id: z.number(),
  account_id: z.number(),
  short_code: z.string(),
  content: z.string(),
  created_at: isoInstant,
  updated_at: isoInstant,
});
export type CannedResponse = z.infer<typeof cannedResponse>;

const shortCode = z.string().trim().min(1, "can't be blank").max(255, "is too long (maximum is 255 characters)");

const content = z
  .string()
  .max(20_000, "is too long (maximum is 20000 characters)")
  .refine((text) => text.trim() !== "", "can't be blank");

export const listCannedResponses = operation({
  id: "canned_responses.list",
  method: "GET",
  path: base,
  summary: "Canned responses, or those that match `search`: first by the beginning of the short code",
  tag: "Canned responses",
  callers: ["user"],
  query: z.object({ search: z.string().optional() }),
  response: z.array(cannedResponse),
});

export const createCannedResponse = operation({
  id: "canned_responses.create",
  method: "POST",
  path: base,
  summary: "Create a canned response",
  tag: "Canned responses",
  callers: ["user"],
  rootKey: "canned_response",
  body: z.object({ short_code: shortCode, content }),
  response: cannedResponse,
});

const responsePath = z.object({ id: wireId });

export const updateCannedResponse = operation({
  id: "canned_responses.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a canned response",
  tag: "Canned responses",
  callers: ["user"],
  params: responsePath,
  rootKey: "canned_response",
  body: z.object({ short_code: shortCode.optional(), content: content.optional() }),
  response: cannedResponse,
});

export const deleteCannedResponse = operation({
  id: "canned_responses.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete a canned response",
  tag: "Canned responses",
  callers: ["user"],
  params: responsePath,
});
