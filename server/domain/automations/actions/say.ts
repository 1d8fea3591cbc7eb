import { refused } from "../../../platform/app-error.ts";
import { createMessage } from "../../messages/create-message.ts";
import type { ActionRun, PerformAction } from "./action.ts";

/** Says who wrote it where no person did (contract, settings §11). */
const mark = ({ ruleId }: ActionRun) => (ruleId === null ? {} : { content_attributes: { automation_rule_id: ruleId } });

function textFrom([value]: unknown[]): string {
  if (typeof value !== "string" || value.trim() === "") throw refused("There is no text to write");
  return value;
}

export const sendMessage: PerformAction = async (run, params) => {
  await createMessage(run.ctx, { conversation_id: run.conversationId, content: textFrom(params), ...mark(run) });
};

export const addPrivateNote: PerformAction = async (run, params) => {
  const content = textFrom(params);
  await createMessage(run.ctx, { conversation_id: run.conversationId, content, private: true, ...mark(run) });
};

/** @param params  ids that `/upload` gave */
export const sendAttachment: PerformAction = async (run, params) => {
  const attachments = params.filter((value) => typeof value === "string");
  if (attachments.length === 0) throw refused("There is no file to send");
  await createMessage(run.ctx, { conversation_id: run.conversationId, attachments, ...mark(run) });
};
