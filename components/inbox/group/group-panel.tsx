"use client";

import { useFormatter } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { AttributeSection } from "../panels/attribute-section.tsx";
import { ConversationSection } from "../panels/conversation-section.tsx";
import { ScheduledSection } from "../panels/scheduled-section.tsx";
import { GroupDescription } from "./group-description.tsx";
import { GroupHead } from "./group-head.tsx";
import type { GroupRights } from "./group-rights.ts";
import { InviteSection } from "./invite-section.tsx";
import { LeaveButton } from "./leave-button.tsx";
import { MemberSection } from "./member-section.tsx";
import { OptionSection } from "./option-section.tsx";
import { RequestSection } from "./request-section.tsx";
import { SyncLine } from "./sync-line.tsx";
import { useGroupRights } from "./use-group-rights.ts";

/** The group of a conversation: who is in it, how it is set up, and everything that may be changed about it. */
export function GroupPanel({ conversation }: { conversation: Conversation }) {
  const t = useTexts("groups.head");
  const contact = conversation.meta.sender;
  const attributes = contact.additional_attributes;
  const rights = useGroupRights(conversation);
  return (
    <>
      <GroupHead contact={contact} rights={rights} />
      {rights.isLeft ? (
        <Banner tone="info" className="mx-4 mb-4">
          {t("left")}
        </Banner>
      ) : null}
      <GroupDescription
        groupId={contact.id}
        description={typeof attributes.description === "string" ? attributes.description : ""}
        canEdit={rights.can("changeInfo")}
      />
      <RequestSection groupId={contact.id} attributes={attributes} rights={rights} />
      <MemberSection conversation={conversation} rights={rights} />
      <InviteSection group={contact} rights={rights} />
      <ConversationSection conversation={conversation} />
      <OptionSection groupId={contact.id} attributes={attributes} rights={rights} />
      <ScheduledSection conversation={conversation} />
      <AttributeSection attributes={[contact.custom_attributes, attributes]} />
      <Limits rights={rights} />
      <SyncLine
        groupId={contact.id}
        syncedAt={Number(attributes.group_last_synced_at) || null}
        canSync={!rights.isLeft}
      />
      {rights.can("leave") ? <LeaveButton group={contact} /> : null}
    </>
  );
}

/** Why some of it cannot be changed here, in a quiet line. */
function Limits({ rights }: { rights: GroupRights }) {
  const t = useTexts("groups.head");
  const format = useFormatter();
  const missing = rights.missing.map((act) => t(`cannotList.${act as Exclude<typeof act, "answerJoinRequests">}`));
  const isShut = rights.isAdmin === false && !rights.isLeft && !rights.canNothing;
  if (missing.length === 0 && !isShut) return null;
  return (
    <div className="grid gap-1 border-t border-line px-4 py-3 text-sm text-muted">
      {isShut ? <p>{t("notAdmin")}</p> : null}
      {missing.length > 0 ? (
        <p data-testid="group-limits">
          {rights.canNothing ? t("onlyRead") : t("cannot", { what: format.list(missing, { type: "disjunction" }) })}
        </p>
      ) : null}
    </div>
  );
}
