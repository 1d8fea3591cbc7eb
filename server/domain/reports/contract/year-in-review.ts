import { z } from "zod";
import { operation } from "../../../platform/contract/operation.ts";

export const yearInReview = operation({
  id: "reports.year_in_review",
  method: "GET",
  path: "/api/v2/accounts/{account_id}/year_in_review",
  summary: "What the caller did in a year",
  tag: "Reports",
  callers: ["user"],
  query: z.object({ year: z.coerce.number().int().min(2000).max(9999).optional() }),
  response: z.object({
    year: z.number(),
    total_conversations: z.number(),
    busiest_day: z.object({ date: z.string(), count: z.number() }).nullable(),
    support_personality: z.object({ avg_response_time_seconds: z.number() }),
  }),
  ratePerMinute: 60,
});
