import { z } from "zod";
import { wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

/** A text that the provider has approved, or has still to approve, for writing first or after the reply window. */
export const messageTemplate = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string(),
  /** Only `approved` ones can be sent. */
  status: z.string(),
  /** With `{{…}}` where values go; they are named `1`, `2`… or by words. */
  body: z.string(),
  header: z.string().nullable(),
  footer: z.string().nullable(),
});
export type MessageTemplate = z.infer<typeof messageTemplate>;

export const syncTemplates = operation({
  id: "inboxes.sync_templates",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/inboxes/{id}/sync_templates",
  summary: "Read the provider's templates anew, in the background; 422 where the channel has no provider",
  tag: "Inboxes",
  callers: ["administrator"],
  params: z.object({ id: wireId }),
  response: z.object({ message: z.string() }),
});

/** Ours. */
export const listTemplates = operation({
  id: "inboxes.templates",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/inboxes/{id}/message_templates",
  summary: "Templates as the provider has them now; none where the channel has no templates",
  tag: "Inboxes",
  callers: ["user"],
  params: z.object({ id: wireId }),
  response: z.object({ payload: z.array(messageTemplate) }),
});
