"use client";

import { useState } from "react";
import { useAvailableChannels } from "../../data/manage-inboxes.ts";
import { useViewer } from "../../data/viewer.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { Card } from "../../ui/card.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useLeaveGuard } from "../../ui/use-leave-guard.ts";
import { ChooseStep } from "./choose-step.tsx";
import { ConnectStep } from "./connect-step.tsx";
import { DoneStep } from "./done-step.tsx";
import { LoadFailed } from "./load-failed.tsx";
import { PeopleStep } from "./people-step.tsx";
import { useWizardPlace } from "./use-wizard-place.ts";
import { emptyDraft, isTouched, type WizardDraft } from "./wizard-draft.ts";
import { WizardProgress } from "./wizard-progress.tsx";

/** Connects a channel, one question at a time. What was typed stays while one goes back and forth, for every channel. */
export function NewInboxScreen() {
  const t = useTexts("inboxes.wizard");
  const ui = useTexts("ui");
  const { place } = useWizardPlace();
  const me = useViewer().profile.id;
  const [drafts, setDrafts] = useState<Readonly<Record<string, WizardDraft>>>({});
  const [members, setMembers] = useState<ReadonlySet<number>>(() => new Set([me]));
  useLeaveGuard(place.step !== "done" && Object.values(drafts).some(isTouched), ui("leaveUnsaved"));
  return (
    <>
      <PageHeader title={t("title")} />
      <WizardProgress step={place.step} />
      <Card>
        <Step drafts={drafts} onDrafts={setDrafts} members={members} onMembers={setMembers} />
      </Card>
    </>
  );
}

interface StepProps {
  drafts: Readonly<Record<string, WizardDraft>>;
  onDrafts: (drafts: Readonly<Record<string, WizardDraft>>) => void;
  members: ReadonlySet<number>;
  onMembers: (members: ReadonlySet<number>) => void;
}

function Step({ drafts, onDrafts, members, onMembers }: StepProps) {
  const { place, go } = useWizardPlace();
  const { data: channels, error, refetch, isFetching } = useAvailableChannels();
  if (place.inboxId !== null) return <DoneStep inboxId={place.inboxId} />;
  if (!channels) return error ? <LoadFailed query={{ error, refetch, isFetching }} /> : <Loading />;
  const channel = channels.find(({ key }) => key === place.channel);
  if (!channel) {
    return <ChooseStep channels={channels} onChoose={(key) => go({ step: "connect", channel: key, inboxId: null })} />;
  }
  const draft = drafts[channel.key] ?? emptyDraft;
  const change = (next: WizardDraft) => onDrafts({ ...drafts, [channel.key]: next });
  const forget = () => onDrafts({});
  // After a reload nothing is filled in any more: then the form comes first.
  return place.step === "people" && isTouched(draft) ? (
    <PeopleStep
      channel={channel}
      draft={draft}
      members={members}
      onMembers={onMembers}
      onDraft={change}
      onMade={forget}
    />
  ) : (
    <ConnectStep key={channel.key} channel={channel} draft={draft} onDraft={change} />
  );
}

function Loading() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </div>
  );
}
