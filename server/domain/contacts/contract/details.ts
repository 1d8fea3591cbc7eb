import { z } from "zod";
import { attributeHash, flag, labelNames, textOrNumber, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { base, contact, contactPath, slimInbox } from "../contract.ts";

const labelList = z.object({ payload: z.array(z.string()) });

export const contactLabels = operation({
  id: "contacts.labels",
  method: "GET",
  path: `${base}/{id}/labels`,
  summary: "Labels of a contact",
  tag: "Contact Labels",
  callers: ["user"],
  params: contactPath,
  response: labelList,
});

export const setContactLabels = operation({
  id: "contacts.set_labels",
  method: "POST",
  path: `${base}/{id}/labels`,
  summary: "Replace the labels of a contact",
  tag: "Contact Labels",
  callers: ["user"],
  params: contactPath,
  body: z.object({ labels: labelNames }),
  response: labelList,
});

const contactInbox = z.object({ source_id: z.string(), inbox: slimInbox });

export const contactableInboxes = operation({
  id: "contacts.contactable_inboxes",
  method: "GET",
  path: `${base}/{id}/contactable_inboxes`,
  summary: "Inboxes in which a conversation with the contact can be started",
  tag: "Contacts",
  callers: ["user"],
  params: contactPath,
  response: z.object({ payload: z.array(contactInbox) }),
});

export const createContactInbox = operation({
  id: "contacts.create_contact_inbox",
  method: "POST",
  path: `${base}/{id}/contact_inboxes`,
  summary: "Give a contact a place in an inbox",
  tag: "Contacts",
  callers: ["user"],
  params: contactPath,
  body: z.object({
    inbox_id: wireId,
    source_id: textOrNumber(z.string().max(255).nullish()),
    hmac_verified: flag.nullish(),
  }),
  response: contactInbox,
});

export const findByContactInbox = operation({
  id: "contacts.find_by_contact_inbox",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/contact_inboxes/filter",
  summary: "The contact with a source id in an inbox",
  tag: "Contacts",
  callers: ["user"],
  body: z.object({ inbox_id: wireId, source_id: textOrNumber(z.string().max(20_000)) }),
  response: contact,
});

export const destroyCustomAttributes = operation({
  id: "contacts.destroy_custom_attributes",
  method: "POST",
  path: `${base}/{id}/destroy_custom_attributes`,
  summary: "Take custom attributes from a contact",
  tag: "Contacts",
  callers: ["user"],
  params: contactPath,
  body: z.object({ custom_attributes: z.union([z.array(z.string()), attributeHash]) }),
  response: z.object({ payload: contact }),
});

export const deleteContactAvatar = operation({
  id: "contacts.delete_avatar",
  method: "DELETE",
  path: `${base}/{id}/avatar`,
  summary: "Remove a contact's picture",
  tag: "Contacts",
  callers: ["user"],
  params: contactPath,
  response: z.object({ payload: contact }),
});
