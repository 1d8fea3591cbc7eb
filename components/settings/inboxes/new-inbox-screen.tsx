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
import { hasUnkept } from "./kept-drafts.ts";
import { LoadFailed } from "./load-failed.tsx";
import { PeopleStep } from "./people-step.tsx";
import { useWizardDrafts } from "./use-wizard-drafts.ts";
import { useWizardPlace } from "./use-wizard-place.ts";
import { emptyDraft, isTouched, type WizardDraft } from "./wizard-draft.ts";
import { WizardProgress } from "./wizard-progress.tsx";

/** Connects a channel, one question at a time. What was typed stays while one goes back and forth, for every channel. */
export function NewInboxScreen() {
  const t = useTexts("inboxes.wizard");
  const { place } = useWizardPlace();
  return (
    <>
      <PageHeader title={t("title")} />
      <WizardProgress step={place.step} />
      <Card>{place.inboxId === null ? <Steps /> : <DoneStep inboxId={place.inboxId} />}</Card>
    </>
  );
}

function Steps() {
  const ui = useTexts("ui");
  const { place, go } = useWizardPlace();
  const me = useViewer().profile.id;
  const { data: channels, error, refetch, isFetching } = useAvailableChannels();
  const { drafts, setDrafts, forget } = useWizardDrafts(channels);
  const [members, setMembers] = useState<ReadonlySet<number>>(() => new Set([me]));
  useLeaveGuard(hasUnkept(drafts ?? {}, channels ?? []), ui("leaveUnsaved"));
  if (!channels && error) return <LoadFailed query={{ error, refetch, isFetching }} />;
  if (!channels || !drafts) return <Loading />;
  const channel = channels.find(({ key }) => key === place.channel);
  if (!channel) {
    return <ChooseStep channels={channels} onChoose={(key) => go({ step: "connect", channel: key, inboxId: null })} />;
  }
  const draft = drafts[channel.key] ?? emptyDraft;
  const change = (next: WizardDraft) => setDrafts({ ...drafts, [channel.key]: next });
  // After a reload the secrets are missing: then the form comes first.
  return place.step === "people" && isTouched(draft) && !draft.kept ? (
    <PeopleStep
      channel={channel}
      draft={draft}
      members={members}
      onMembers={setMembers}
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
