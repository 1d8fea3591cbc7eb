import { z } from "zod";
import { wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

export const translateMessage = operation({
  id: "messages.translate",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}/translate",
  summary: "The text of a message in another language; empty when it is translated already",
  tag: "Messages",
  callers: ["user"],
  params: z.object({ conversation_id: wireId, message_id: wireId }),
  body: z.object({
    target_language: z
      .string()
      .trim()
      .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, "is invalid"),
  }),
  response: z.object({ content: z.string() }),
  ratePerMinute: 60,
});
