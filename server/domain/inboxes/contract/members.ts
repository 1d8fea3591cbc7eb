import { z } from "zod";
import { listOf, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agent } from "../../accounts/contract/agent.ts";

const members = z.object({ payload: z.array(agent) });
/** Without an inbox it is one that is not there: 404 (contract, inboxes §2). */
const memberBody = z.object({ inbox_id: wireId.catch(0), user_ids: listOf(wireId) });
const memberBase = "/api/v1/accounts/{account_id}/inbox_members";

export const listInboxMembers = operation({
  id: "inbox_members.list",
  method: "GET",
  path: `${memberBase}/{inbox_id}`,
  summary: "Who answers in an inbox",
  tag: "Inboxes",
  callers: ["user"],
  params: z.object({ inbox_id: wireId }),
  response: members,
});

export const addInboxMembers = operation({
  id: "inbox_members.add",
  method: "POST",
  path: memberBase,
  summary: "Add people to an inbox",
  tag: "Inboxes",
  callers: ["administrator"],
  body: memberBody,
  response: members,
});

export const setInboxMembers = operation({
  id: "inbox_members.set",
  method: "PATCH",
  path: memberBase,
  summary: "Make exactly these people the members",
  tag: "Inboxes",
  callers: ["administrator"],
  body: memberBody,
  response: members,
});

export const removeInboxMembers = operation({
  id: "inbox_members.remove",
  method: "DELETE",
  path: memberBase,
  summary: "Remove people from an inbox",
  tag: "Inboxes",
  callers: ["administrator"],
  body: memberBody,
});
