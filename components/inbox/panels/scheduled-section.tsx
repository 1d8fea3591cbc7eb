"use client";

import { useState } from "react";
import { useScheduled, useSeries } from "#components/data/scheduled.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { Section } from "./section.tsx";

const scheduledList = async () => (await import("#components/scheduled/scheduled-list.tsx")).ScheduledList;

/** What waits for its time in a conversation, and what became of the rest. */
export function ScheduledSection({ conversation }: { conversation: Conversation }) {
  const t = useTexts("scheduled");
  const [isGone, setIsGone] = useState(false);
  const { data } = useScheduled(conversation.id);
  useSeries(conversation.id);
  const waiting = (data ?? []).filter(({ status }) => status === "pending").length;
  return (
    <Section title={t("title")} aside={waiting > 0 ? waiting : undefined}>
      {isGone ? null : (
        <OnDemand
          load={scheduledList}
          with={{ conversation }}
          waiting={<Skeleton className="h-10" />}
          onFail={() => setIsGone(true)}
        />
      )}
    </Section>
  );
}
