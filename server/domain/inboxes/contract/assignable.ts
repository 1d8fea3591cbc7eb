import { z } from "zod";
import { listOf, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agent } from "../../accounts/contract/agent.ts";

const base = "/api/v1/accounts/{account_id}";
const people = z.object({ payload: z.array(agent) });
const inboxPath = z.object({ id: wireId });

export const listAssignableAgents = operation({
  id: "assignable_agents.list",
  method: "GET",
  path: `${base}/assignable_agents`,
  summary: "Members of all the inboxes named, and administrators",
  tag: "Agents",
  callers: ["user"],
  query: z.object({ inbox_ids: listOf(wireId) }),
  response: people,
});

export const listAssignableAgentsOfInbox = operation({
  id: "inboxes.assignable_agents",
  method: "GET",
  path: `${base}/inboxes/{id}/assignable_agents`,
  summary: "Members of one inbox, and administrators",
  tag: "Inboxes",
  callers: ["user"],
  params: inboxPath,
  response: people,
});

export const deleteInboxAvatar = operation({
  id: "inboxes.delete_avatar",
  method: "DELETE",
  path: `${base}/inboxes/{id}/avatar`,
  summary: "Remove the picture of an inbox",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
});
