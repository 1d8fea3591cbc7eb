"use client";

import { useState } from "react";
import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";
import { useCreateInbox, useSetInboxMembers } from "../../data/manage-inboxes.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { toast } from "../../ui/toast.tsx";
import { givenValues } from "./channel-draft.ts";
import { fieldProblems, hasProblems } from "./field-problems.ts";
import { PeoplePicker } from "./people-picker.tsx";
import { StepHeading } from "./step-heading.tsx";
import { useWizardPlace } from "./use-wizard-place.ts";
import type { WizardDraft } from "./wizard-draft.ts";

interface PeopleStepProps {
  channel: AvailableChannel;
  draft: WizardDraft;
  members: ReadonlySet<number>;
  onMembers: (members: ReadonlySet<number>) => void;
  onDraft: (draft: WizardDraft) => void;
  /** The inbox is there: what was typed is not needed any more. */
  onMade: () => void;
}

/** Who answers. From here the inbox is made; what its settings lack is shown in the form before. */
export function PeopleStep(props: PeopleStepProps) {
  const t = useTexts("inboxes.wizard");
  const words = useTexts("inboxes");
  const ui = useTexts("ui");
  const errors = useTexts("errorSentences");
  const { go } = useWizardPlace();
  const { make, busy, error } = useMake(props);
  const offline = useIsOffline();
  return (
    <>
      <StepHeading title={t("peopleTitle")}>{t("peopleBody")}</StepHeading>
      <PeoplePicker chosen={props.members} onChange={props.onMembers} />
      {error ? (
        <Banner tone="danger" className="mt-4">
          {requestSentence(errors, error)}
        </Banner>
      ) : null}
      {offline ? (
        <Banner tone="warning" className="mt-4">
          {words("offline")}
        </Banner>
      ) : null}
      <footer className="mt-6 flex max-w-lg flex-wrap justify-between gap-2">
        <Button
          variant="quiet"
          disabled={busy}
          onClick={() => go({ step: "connect", channel: props.channel.key, inboxId: null })}
        >
          {ui("back")}
        </Button>
        <Button variant="primary" busy={busy} disabled={offline} onClick={() => void make()}>
          {t(busy ? "creating" : "create")}
        </Button>
      </footer>
    </>
  );
}

function useMake({ channel, draft, members, onDraft, onMade }: PeopleStepProps) {
  const t = useTexts("inboxes.wizard");
  const errors = useTexts("errorSentences");
  const { go } = useWizardPlace();
  const create = useCreateInbox();
  const setMembers = useSetInboxMembers();
  const [error, setError] = useState<unknown>(null);

  const make = async () => {
    setError(null);
    try {
      const settings = givenValues(channel.fields, draft.values);
      const inbox = await create.mutateAsync({ name: draft.name.trim(), channel: { key: channel.key, settings } });
      await join(inbox.id);
      onMade();
      go({ step: "done", channel: channel.key, inboxId: inbox.id }, "replace");
    } catch (reason) {
      const problems = fieldProblems(reason, ["name", ...channel.fields.map(({ key }) => key)]);
      if (!hasProblems(problems)) return setError(reason);
      onDraft({ ...draft, problems });
      go({ step: "connect", channel: channel.key, inboxId: null }, "replace");
    }
  };

  /** The inbox is made by now, so a failure here does not take it back. */
  const join = async (inboxId: number) => {
    if (members.size === 0) return;
    try {
      await setMembers.mutateAsync({ inboxId, userIds: [...members] });
    } catch (reason) {
      void toast(t("membersFailed", { reason: requestSentence(errors, reason) }), { tone: "danger" });
    }
  };

  return { make, busy: create.isPending || setMembers.isPending, error };
}
