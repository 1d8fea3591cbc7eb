import { z } from "zod";
import { attributeHash, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { attachment } from "../contract.ts";

export const updateAttachment = operation({
  id: "messages.update_attachment",
  method: "PATCH",
  path: "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}/attachments/{id}",
  summary: "Keep something about a file of a message",
  tag: "Messages",
  callers: ["user"],
  params: z.object({ conversation_id: wireId, message_id: wireId, id: wireId }),
  body: z.object({ meta: attributeHash }),
  response: attachment,
});
