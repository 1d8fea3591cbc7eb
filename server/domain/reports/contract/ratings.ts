import { z } from "zod";
import { documentedPage } from "../../../platform/contract/documented-page.ts";
import { attributeHash, page, wireId, wireIdsIfAny } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agent } from "../../accounts/contract/agent.ts";

const base = "/api/v1/accounts/{account_id}/csat_survey_responses";
const tag = "CSAT";
const common = { tag, callers: ["administrator"] } as const;

const unixText = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  z.coerce.number("must be unix seconds").min(-8.64e12).max(8.64e12).optional(),
);

const ratingFilter = z.object({
  since: unixText,
  until: unixText,
  user_ids: wireIdsIfAny,
  inbox_id: wireId.optional(),
  team_id: wireId.optional(),
  rating: z.coerce.number().int().min(1).max(5).optional(),
});
export type RatingFilter = z.infer<typeof ratingFilter>;

export const ratingResponse = z.object({
  id: z.number(),
  rating: z.number(),
  feedback_message: z.string().nullable(),
  csat_review_notes: z.string().nullable(),
  review_notes_updated_at: z.number().nullable(),
  review_notes_updated_by: z.object({ id: z.number(), name: z.string() }).optional(),
  account_id: z.number(),
  message_id: z.number(),
  contact: attributeHash.optional(),
  /** Display id. */
  conversation_id: z.number(),
  assigned_agent: agent.optional(),
  created_at: z.number(),
});
export type RatingResponse = z.infer<typeof ratingResponse>;

export const listRatings = operation({
  ...common,
  id: "csat.list",
  method: "GET",
  path: base,
  summary: "What customers answered to surveys, newest first",
  query: ratingFilter.extend({ page, sort: z.string().optional() }),
  response: z.array(ratingResponse),
});

export const ratingMetrics = operation({
  ...common,
  id: "csat.metrics",
  method: "GET",
  path: `${base}/metrics`,
  summary: "How many answered, and how",
  query: ratingFilter,
  response: z.object({
    total_count: z.number(),
    ratings_count: z.record(z.string(), z.number()),
    total_sent_messages_count: z.number(),
  }),
});

export const downloadRatings = operation({
  ...common,
  id: "csat.download",
  method: "GET",
  path: `${base}/download`,
  summary: "What customers answered, as a CSV file",
  query: ratingFilter,
  isCsv: true,
});

export const reviewRating = operation({
  ...common,
  id: "csat.review",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Note something about an answer",
  params: z.object({ id: wireId }),
  body: z.object({ csat_review_notes: z.string().max(20_000).nullish() }),
  response: ratingResponse,
});

const surveyParams = z.object({ uuid: z.uuid() });
const survey = z.object({
  /** Of the message that asked. */
  id: z.number(),
  csat_survey_response: z.object({ rating: z.number(), feedback_message: z.string().nullable() }).nullable(),
  display_type: z.string(),
  content: z.string().nullable(),
  inbox_avatar_url: z.string(),
  inbox_name: z.string(),
  locale: z.string(),
  conversation_id: z.number(),
  created_at: z.number(),
});
export type Survey = z.infer<typeof survey>;

export const getSurvey = operation({
  id: "public.csat_survey.show",
  method: "GET",
  path: "/public/api/v1/csat_survey/{uuid}",
  summary: "The survey of a conversation",
  tag: "Public API",
  callers: ["nobody"],
  params: surveyParams,
  response: survey,
});

/** What a customer opens from the link in a message; it speaks with the two operations around it. */
export const surveyPage = documentedPage({
  id: "survey.page",
  path: "/survey/responses/{conversation_uuid}",
  summary: "The page on which a customer rates a conversation",
  tag: "CSAT survey page",
  params: z.object({ conversation_uuid: z.uuid() }),
});

export const answerSurvey = operation({
  id: "public.csat_survey.answer",
  method: "PUT",
  path: "/public/api/v1/csat_survey/{uuid}",
  summary: "Answer the survey of a conversation, or answer again",
  tag: "Public API",
  callers: ["nobody"],
  params: surveyParams,
  rootKey: "message",
  body: z.object({
    submitted_values: z.object({
      csat_survey_response: z.object({
        rating: z.coerce.number("is not included in the list").int().min(1).max(5),
        feedback_message: z.string().max(20_000).nullish(),
      }),
    }),
  }),
  response: survey,
});
