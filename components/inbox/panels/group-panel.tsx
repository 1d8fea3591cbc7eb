"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { AttributeSection } from "./attribute-section.tsx";
import { ConversationSection } from "./conversation-section.tsx";
import { useGroup } from "./group-members.ts";
import { MemberSection } from "./member-section.tsx";
import { Section } from "./section.tsx";

/** The group of a conversation: who is in it and how it is set up. Nothing of it is changed here. */
export function GroupPanel({ conversation }: { conversation: Conversation }) {
  const t = useTexts("panels");
  const contact = conversation.meta.sender;
  const attributes = contact.additional_attributes;
  const facts = useGroup(contact.id);
  const description = typeof attributes.description === "string" ? attributes.description : "";
  const syncedAt = Number(attributes.group_last_synced_at) || null;
  return (
    <>
      <div className="grid justify-items-center gap-2 px-4 py-5 text-center">
        <Avatar size={72} name={contact.name} id={contact.id} src={contact.thumbnail || null} group />
        <p className="max-w-full text-lg font-semibold break-words" dir="auto">
          {contact.name}
        </p>
        {facts ? <p className="text-sm text-muted">{t("members", { count: facts.count })}</p> : null}
      </div>
      {attributes.group_left === true ? (
        <Banner tone="info" className="mx-4 mb-4">
          {t("left")}
        </Banner>
      ) : null}
      <Section title={t("description")}>
        <p className="break-words whitespace-pre-wrap" dir="auto">
          {description || <span className="text-muted">{t("noDescription")}</span>}
        </p>
      </Section>
      <MemberSection groupId={contact.id} />
      <ConversationSection conversation={conversation} />
      <Settings attributes={attributes} />
      <AttributeSection attributes={[contact.custom_attributes, attributes]} />
      <p className="border-t border-line px-4 py-3 text-sm text-muted">
        {syncedAt ? t("synced") : t("neverSynced")} {syncedAt ? <Time at={syncedAt} as="full" /> : null}
      </p>
    </>
  );
}

/** Flags of the group that the provider told (contract, groups §1); what it did not tell is left out. */
function Settings({ attributes }: { attributes: Record<string, unknown> }) {
  const t = useTexts("panels");
  const who = (adminsOnly: boolean) => (adminsOnly ? t("adminsOnly") : t("everybody"));
  const rows = [
    { name: t("send"), flag: attributes.announce, say: who },
    { name: t("editInfo"), flag: attributes.restrict, say: who },
    { name: t("addMembers"), flag: attributes.member_add_mode, say: (everybody: boolean) => who(!everybody) },
    {
      name: t("approve"),
      flag: attributes.join_approval_mode,
      say: (needed: boolean) => (needed ? t("yes") : t("no")),
    },
  ];
  const known = rows.flatMap(({ name, flag, say }) => (typeof flag === "boolean" ? [{ name, value: say(flag) }] : []));
  if (known.length === 0) return null;
  return (
    <Section title={t("settings")}>
      <dl className="grid gap-2">
        {known.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-3">
            <dt className="text-muted">{name}</dt>
            <dd className="text-end">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-faint">{t("settingsHint")}</p>
    </Section>
  );
}
