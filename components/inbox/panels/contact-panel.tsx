"use client";

import { updateContact, useContact } from "#components/data/contacts.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { AttributeSection } from "./attribute-section.tsx";
import { BlockButton } from "./block-button.tsx";
import { ConversationSection } from "./conversation-section.tsx";
import { CopyButton } from "./copy-button.tsx";
import { InlineEdit } from "./inline-edit.tsx";
import { PreviousSection } from "./previous-section.tsx";
import { ScheduledSection } from "./scheduled-section.tsx";
import { Section } from "./section.tsx";

type ContactFields = Partial<Pick<Contact, "name" | "email" | "phone_number">>;

/** The person of a conversation. What the conversation carries is shown at once; the rest follows. */
export function ContactPanel({ conversation }: { conversation: Conversation }) {
  const t = useTexts("panels");
  const cache = useAccountCache();
  const { data } = useContact(conversation.meta.sender.id);
  const contact = data ?? conversation.meta.sender;
  const save = (fields: ContactFields) => updateContact(cache, contact.id, fields);
  return (
    <>
      <div className="grid justify-items-center gap-2 px-4 py-5 text-center">
        <Avatar size={72} name={contact.name} id={contact.id} src={contact.thumbnail || null} />
        <InlineEdit
          label={t("name")}
          value={contact.name}
          empty={t("noName")}
          check={(text) => (text === "" ? t("nameEmpty") : null)}
          onSave={(name) => save({ name })}
          wraps
          className="max-w-full text-lg font-semibold"
        />
        {contact.blocked ? <Badge tone="danger">{t("blocked")}</Badge> : null}
      </div>
      <Identities contact={contact} onSave={save} />
      <ConversationSection conversation={conversation} />
      <ScheduledSection conversation={conversation} />
      <AttributeSection
        attributes={[contact.custom_attributes, contact.additional_attributes, conversation.custom_attributes]}
      />
      <PreviousSection conversation={conversation} />
      <BlockButton contact={contact} />
    </>
  );
}

function Identities({ contact, onSave }: { contact: Contact; onSave: (fields: ContactFields) => Promise<void> }) {
  const t = useTexts("panels");
  const { phone_number: phone, email, identifier } = contact;
  return (
    <Section title={t("identities")}>
      <dl className="grid grid-cols-1 gap-3 [&_dd]:flex [&_dd]:items-center [&_dt]:text-sm [&_dt]:text-muted">
        <div>
          <dt>{t("phone")}</dt>
          <dd>
            <InlineEdit
              label={t("phone")}
              type="tel"
              value={phone ?? ""}
              empty={t("addPhone")}
              onSave={(text) => onSave({ phone_number: text === "" ? null : text })}
              className="flex-1"
            />
            {phone ? <CopyButton field={t("phone")} value={phone} /> : null}
          </dd>
        </div>
        <div>
          <dt>{t("email")}</dt>
          <dd>
            <InlineEdit
              label={t("email")}
              type="email"
              value={email ?? ""}
              empty={t("addEmail")}
              onSave={(text) => onSave({ email: text === "" ? null : text })}
              className="flex-1"
            />
            {email ? <CopyButton field={t("email")} value={email} /> : null}
          </dd>
        </div>
        {identifier ? <Fixed term={t("identifier")} value={identifier} /> : null}
        {(contact.contact_inboxes ?? []).map(({ source_id: sourceId, inbox }) => (
          <Fixed key={`${inbox.id}-${sourceId}`} term={t("idIn", { inbox: inbox.name })} value={sourceId} />
        ))}
      </dl>
    </Section>
  );
}

function Fixed({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi title={value} className="min-w-0 flex-1 truncate">
          {value}
        </bdi>
        <CopyButton field={term} value={value} />
      </dd>
    </div>
  );
}
