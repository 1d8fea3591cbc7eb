"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { AssigneePicker } from "../thread/header/assignee-picker.tsx";
import { LabelEditor } from "../thread/header/label-editor.tsx";
import { PriorityPicker } from "../thread/header/priority-picker.tsx";
import { useConversationActs } from "../thread/header/use-conversation-acts.ts";
import { ParticipantsRow } from "./participants-row.tsx";
import { Section } from "./section.tsx";

/** Who takes care of the conversation, how urgent it is, what it is about. */
export function ConversationSection({ conversation }: { conversation: Conversation }) {
  const t = useTexts("panels");
  const acts = useConversationActs(conversation);
  return (
    <Section title={t("conversation")} aside={`#${conversation.id}`}>
      <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 [&_dd]:flex [&_dd]:justify-end [&_dt]:text-muted">
        <dt>{t("assignee")}</dt>
        <dd>
          <AssigneePicker assignee={acts.assignee} me={acts.me} onAssign={(agent) => void acts.assign(agent)} isWide />
        </dd>
        <dt>{t("priority")}</dt>
        <dd>
          <PriorityPicker priority={conversation.priority} onChange={(priority) => void acts.setPriority(priority)} />
        </dd>
      </dl>
      <LabelEditor labels={conversation.labels} onChange={(labels) => void acts.setLabels(labels)} />
      <ParticipantsRow conversationId={conversation.id} />
    </Section>
  );
}
