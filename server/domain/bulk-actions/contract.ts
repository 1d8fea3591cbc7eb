import { z } from "zod";
import { labelNames, wireId, wireIdOrNone } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { statuses } from "../conversations/contract.ts";

const labels = z.object({ add: labelNames, remove: labelNames });
const status = z.preprocess((value) => (value === "" ? null : value), z.enum(statuses).nullish());

/** More than any list shows at once. */
const MOST_IDS = 1000;

export const bulkActions = operation({
  id: "bulk_actions.create",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/bulk_actions",
  summary: "Change many conversations or contacts at once, in the background",
  tag: "Bulk actions",
  callers: ["user"],
  body: z.object({
    type: z.string().nullish(),
    /** Display ids of conversations, ids of contacts. */
    ids: z.preprocess(
      (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
      z.array(wireId).max(MOST_IDS, `has more than ${MOST_IDS} entries`),
    ),
    fields: z.object({ status, assignee_id: wireIdOrNone.optional(), team_id: wireIdOrNone.optional() }).nullish(),
    labels: labels.nullish(),
    snoozed_until: z.union([z.number(), z.string()]).nullish(),
    action_name: z.string().nullish(),
  }),
  response: z.object({ success: z.boolean() }).optional(),
});
