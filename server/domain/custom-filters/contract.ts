import { z } from "zod";
import { attributeHash, isoInstant, namedByNumber, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/custom_filters";
const types = ["conversation", "contact", "report"] as const;

/** A saved view of the caller (contract, settings §8). `query.payload` holds rows as the filter operations take them. */
export const customFilter = z.object({
  id: z.number(),
  name: z.string(),
  filter_type: z.enum(types),
  query: attributeHash,
  created_at: isoInstant,
  updated_at: isoInstant,
});
export type CustomFilter = z.infer<typeof customFilter>;

/** By name or by number (contract, conventions §9). */
const filterType = z.preprocess(namedByNumber(types), z.enum(types).nullish());

const name = z.string().trim().min(1, "can't be blank").max(255, "is too long (maximum is 255 characters)");

export const listCustomFilters = operation({
  id: "custom_filters.list",
  method: "GET",
  path: base,
  summary: "The caller's saved views of one kind, conversations unless said",
  tag: "Custom filters",
  callers: ["user"],
  query: z.object({ filter_type: filterType }),
  response: z.array(customFilter),
});

const filterPath = z.object({ custom_filter_id: wireId });

export const getCustomFilter = operation({
  id: "custom_filters.get",
  method: "GET",
  path: `${base}/{custom_filter_id}`,
  summary: "One saved view",
  tag: "Custom filters",
  callers: ["user"],
  params: filterPath,
  response: customFilter,
});

export const createCustomFilter = operation({
  id: "custom_filters.create",
  method: "POST",
  path: base,
  summary: "Save a view",
  tag: "Custom filters",
  callers: ["user"],
  rootKey: "custom_filter",
  query: z.object({ filter_type: filterType }),
  // The published file says `type`, servers and clients `filter_type`.
  body: z.object({ name, filter_type: filterType, type: filterType, query: attributeHash.nullish() }),
  response: customFilter,
});

export const updateCustomFilter = operation({
  id: "custom_filters.update",
  method: "PATCH",
  path: `${base}/{custom_filter_id}`,
  summary: "Change a saved view",
  tag: "Custom filters",
  callers: ["user"],
  params: filterPath,
  rootKey: "custom_filter",
  body: z.object({ name: name.optional(), filter_type: filterType, type: filterType, query: attributeHash.nullish() }),
  response: customFilter,
});

export const deleteCustomFilter = operation({
  id: "custom_filters.delete",
  method: "DELETE",
  path: `${base}/{custom_filter_id}`,
  summary: "Delete a saved view",
  tag: "Custom filters",
  callers: ["user"],
  params: filterPath,
  status: 204,
});
