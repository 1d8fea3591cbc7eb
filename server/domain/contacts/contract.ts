import { z } from "zod";
import {
  attributeHash,
  flag,
  labelNames,
  page,
  picture,
  textOrNumber,
  textUpTo,
  unixSeconds,
  wireId,
} from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

export const base = "/api/v1/accounts/{account_id}/contacts";

/** An inbox as it stands inside a contact (contract, inboxes §1). */
export const slimInbox = z.object({
  id: z.number(),
  avatar_url: z.string(),
  channel_id: z.number(),
  name: z.string(),
  channel_type: z.string(),
  account_id: z.number(),
  provider: z.string().nullable(),
});

/** A contact inside messages and realtime events (contract, realtime §3). */
export const contactCard = z.object({
  additional_attributes: attributeHash,
  custom_attributes: attributeHash,
  email: z.string().nullable(),
  group_type: z.enum(["individual", "group"]),
  id: z.number(),
  identifier: z.string().nullable(),
  name: z.string(),
  phone_number: z.string().nullable(),
  thumbnail: z.string(),
  blocked: z.boolean(),
  type: z.literal("contact"),
});
export type ContactCard = z.infer<typeof contactCard>;

/** A contact on its own (contract, contacts §1). */
export const contact = z.object({
  additional_attributes: attributeHash,
  availability_status: z.enum(["online", "offline"]),
  email: z.string().nullable(),
  id: z.number(),
  name: z.string(),
  phone_number: z.string().nullable(),
  blocked: z.boolean(),
  identifier: z.string().nullable(),
  thumbnail: z.string(),
  custom_attributes: attributeHash,
  group_type: z.enum(["individual", "group"]),
  account_id: z.number(),
  last_activity_at: unixSeconds.optional(),
  created_at: unixSeconds,
  contact_inboxes: z.array(z.object({ source_id: z.string(), inbox: slimInbox })).optional(),
  /** Ours: grows with every change, so that an older event is recognised. */
  revision: z.number(),
});
export type Contact = z.infer<typeof contact>;

const contactFields = z.object({
  name: textOrNumber(textUpTo(255).nullish()),
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  identifier: textOrNumber(textUpTo(255).nullish()),
  avatar: picture.optional(),
  avatar_url: z.string().nullish(),
  blocked: flag.optional(),
  additional_attributes: attributeHash.nullish(),
  custom_attributes: attributeHash.nullish(),
});

export const listMeta = z.object({ count: z.number(), current_page: z.string() });
export const sort = z.string().optional();
export const withInboxes = flag.optional();

/** Contacts to a page; the reference knows 15, 50 and 100. */
export const perPage = z.coerce.number().int().min(1).max(100).catch(15).default(15);

export const listContacts = operation({
  id: "contacts.list",
  method: "GET",
  path: base,
  summary: "Contacts with an e-mail, phone or identifier",
  tag: "Contacts",
  callers: ["user"],
  query: z.object({ page, per_page: perPage, sort, include_contact_inboxes: withInboxes, labels: labelNames }),
  response: z.object({ meta: listMeta, payload: z.array(contact) }),
});

export const searchContacts = operation({
  id: "contacts.search",
  method: "GET",
  path: `${base}/search`,
  summary: "Contacts by name, e-mail, phone or identifier",
  tag: "Contacts",
  callers: ["user"],
  query: z.object({ q: z.string().default(""), page, per_page: perPage, sort, include_contact_inboxes: withInboxes }),
  response: z.object({ meta: listMeta.extend({ has_more: z.boolean() }), payload: z.array(contact) }),
});

export const createContact = operation({
  id: "contacts.create",
  method: "POST",
  path: base,
  summary: "Create a contact",
  tag: "Contacts",
  callers: ["user"],
  body: contactFields.extend({ inbox_id: wireId.nullish(), source_id: textOrNumber(z.string().nullish()) }),
  response: z.object({
    payload: z.object({
      contact,
      contact_inbox: z.object({
        inbox: z.record(z.string(), z.unknown()).nullable(),
        source_id: z.string().nullable(),
      }),
    }),
  }),
});

export const contactPath = z.object({ id: wireId });

export const getContact = operation({
  id: "contacts.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One contact",
  tag: "Contacts",
  callers: ["user"],
  params: contactPath,
  query: z.object({ include_contact_inboxes: withInboxes }),
  response: z.object({ payload: contact }),
});

export const updateContact = operation({
  id: "contacts.update",
  method: "PUT",
  path: `${base}/{id}`,
  summary: "Change a contact; attributes are merged",
  tag: "Contacts",
  callers: ["user"],
  params: contactPath,
  body: contactFields,
  response: z.object({ payload: contact }),
});

export const deleteContact = operation({
  id: "contacts.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete a contact with all its conversations",
  tag: "Contacts",
  callers: ["administrator"],
  params: contactPath,
});
