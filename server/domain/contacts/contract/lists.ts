import { z } from "zod";
import { page } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { filterRows } from "../../filters/contract.ts";
import { base, contact, listMeta, perPage, sort, withInboxes } from "../contract.ts";

const list = z.object({ meta: listMeta, payload: z.array(contact) });
const listQuery = z.object({ page, per_page: perPage, sort, include_contact_inboxes: withInboxes });

export const listActiveContacts = operation({
  id: "contacts.active",
  method: "GET",
  path: `${base}/active`,
  summary: "Contacts who are online",
  tag: "Contacts",
  callers: ["user"],
  query: listQuery,
  response: list,
});

export const filterContacts = operation({
  id: "contacts.filter",
  method: "POST",
  path: `${base}/filter`,
  summary: "Contacts by rows of conditions",
  tag: "Contacts",
  callers: ["user"],
  query: listQuery,
  body: z.object({ payload: filterRows }),
  response: list,
});
