import { z } from "zod";
import { wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { contact } from "../contract.ts";

export const mergeContacts = operation({
  id: "contacts.merge",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/actions/contact_merge",
  summary: "Make one contact of two; the base's own values win",
  tag: "Contacts",
  callers: ["user"],
  body: z.object({ base_contact_id: wireId, mergee_contact_id: wireId }),
  response: contact,
});
