"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/contacts/contract.ts";
import type { Contact } from "#server/domain/contacts/contract.ts";
import type * as conversations from "#server/domain/conversations/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { contactKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { patchContact } from "./patch-contact.ts";
import { useAccountCache } from "./use-account-cache.ts";

const getContact = endpoint<typeof contract.getContact>("GET", "/api/v1/accounts/{account_id}/contacts/{id}");
const searchContacts = endpoint<typeof contract.searchContacts>("GET", "/api/v1/accounts/{account_id}/contacts/search");
const create = endpoint<typeof contract.createContact>("POST", "/api/v1/accounts/{account_id}/contacts");
const update = endpoint<typeof contract.updateContact>("PUT", "/api/v1/accounts/{account_id}/contacts/{id}");
const contactConversations = endpoint<typeof conversations.contactConversations>(
  "GET",
  "/api/v1/accounts/{account_id}/contacts/{id}/conversations",
);

/** A contact with the inboxes it can be reached in. */
export function useContact(id: number) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: contactKeys.detail(accountId, id),
    queryFn: async ({ signal }): Promise<Contact> =>
      (await api(getContact, { account_id: accountId, id, include_contact_inboxes: true }, { signal })).payload,
  });
}

/** The newest conversations of a contact. */
export function useContactConversations(id: number) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: contactKeys.conversations(accountId, id),
    queryFn: async ({ signal }) => (await api(contactConversations, { account_id: accountId, id }, { signal })).payload,
    staleTime: 60_000,
  });
}

/** Contacts that fit some words; nothing is asked below two characters. The last result stays until the next is there. */
export function useContactSearch(words: string) {
  const { accountId } = useAccountCache();
  const wanted = words.trim();
  return useQuery({
    queryKey: contactKeys.search(accountId, wanted),
    queryFn: async ({ signal }): Promise<Contact[]> =>
      (await api(searchContacts, { account_id: accountId, q: wanted, include_contact_inboxes: true }, { signal }))
        .payload,
    enabled: wanted.length >= 2,
    staleTime: 30_000,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** Creates a contact. @throws ApiError `invalid` names the field that is wrong or taken */
export async function createContact(
  { accountId }: AccountCache,
  fields: { name?: string; phone_number?: string; email?: string },
): Promise<Contact> {
  return (await api(create, { account_id: accountId, ...fields })).payload.contact;
}

/** Changes a contact; attributes are merged. @throws ApiError `invalid` names the field */
export async function updateContact(
  cache: AccountCache,
  id: number,
  fields: Partial<
    Pick<
      Contact,
      "name" | "email" | "phone_number" | "identifier" | "blocked" | "additional_attributes" | "custom_attributes"
    >
  >,
): Promise<void> {
  patchContact(cache, (await api(update, { account_id: cache.accountId, id, ...fields })).payload);
}
