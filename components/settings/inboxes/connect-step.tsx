"use client";

import { PlugZap } from "lucide-react";
import type { FormEvent } from "react";
import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";
import { type Checks, useCheckNewInbox } from "../../data/inbox-connection.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { givenValues } from "./channel-draft.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { CheckList } from "./check-list.tsx";
import { type FieldProblems, fieldProblems, hasProblems } from "./field-problems.ts";
import { StepHeading } from "./step-heading.tsx";
import { useChannelName } from "./use-channel-name.ts";
import { useWizardPlace } from "./use-wizard-place.ts";
import { type WizardDraft, withName, withValue } from "./wizard-draft.ts";

interface ConnectStepProps {
  channel: AvailableChannel;
  draft: WizardDraft;
  onDraft: (draft: WizardDraft) => void;
}

/** Name and settings of the new inbox. Going on tests them first, where the channel can be tested. */
export function ConnectStep({ channel, draft, onDraft }: ConnectStepProps) {
  const t = useTexts("inboxes.wizard");
  const words = useTexts("inboxes");
  const ui = useTexts("ui");
  const errors = useTexts("errorSentences");
  const { go } = useWizardPlace();
  const { test, check } = useTest({ channel, draft, onDraft });
  const nameOf = useChannelName();
  const offline = useIsOffline();
  const blocked = offline && channel.can_check;
  const isRefused = draft.checks?.some(({ name, ok }) => name === "credentials" && !ok) === true;

  const next = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.name.trim() === "") return onDraft({ ...draft, problems: { ...draft.problems, name: "missing" } });
    const isTested = draft.checks !== null || !channel.can_check;
    const checks = isTested ? draft.checks : await test();
    if (checks === undefined || (!isTested && checks?.some(({ name, ok }) => name === "credentials" && !ok))) return;
    if (!channel.can_check) onDraft({ ...draft, kept: false });
    go({ step: "people", channel: channel.key, inboxId: null });
  };

  return (
    <form onSubmit={(event) => void next(event)} noValidate>
      <StepHeading title={t("connectTitle", { channel: nameOf(channel) })} />
      <div className="grid max-w-lg gap-4">
        <Field
          label={words("fields.name")}
          hint={words("fields.nameHint")}
          error={
            draft.problems.name ? words(`fields.${draft.problems.name === "missing" ? "missing" : "wrong.name"}`) : null
          }
        >
          {(control) => (
            <Input
              {...control}
              name="name"
              value={draft.name}
              maxLength={255}
              autoComplete="off"
              onChange={(event) => onDraft(withName(draft, event.target.value))}
            />
          )}
        </Field>
        <ChannelFields
          fields={channel.fields}
          values={draft.values}
          problems={draft.problems}
          onChange={(key, value) => onDraft(withValue(draft, key, value))}
        />
        <Findings channel={channel} draft={draft} />
        {check.error && !hasProblems(draft.problems) ? (
          <Banner tone="danger">{requestSentence(errors, check.error)}</Banner>
        ) : null}
        {isRefused ? <Banner tone="warning">{t("refused")}</Banner> : null}
        {blocked ? <Banner tone="warning">{words("offline")}</Banner> : null}
      </div>
      <footer className="mt-6 flex max-w-lg flex-wrap gap-2">
        <Button variant="quiet" onClick={() => go({ step: "channel", channel: null, inboxId: null })}>
          {ui("back")}
        </Button>
        <span className="flex-1" />
        {channel.can_check ? (
          <Button icon={<PlugZap aria-hidden />} busy={check.isPending} disabled={blocked} onClick={() => void test()}>
            {t(check.isPending ? "testing" : "test")}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" disabled={blocked} aria-disabled={check.isPending || undefined}>
          {t(isRefused ? "anyway" : "next")}
        </Button>
      </footer>
    </form>
  );
}

/** Problems in one sentence for screen readers, and the lines of the test. */
function Findings({ channel, draft }: Pick<ConnectStepProps, "channel" | "draft">) {
  const t = useTexts("inboxes");
  const count = Object.keys(draft.problems).length;
  if (count > 0) return <Banner tone="danger">{t("fields.summary", { count })}</Banner>;
  if (!draft.checks) return null;
  const isUnlinked = draft.checks.some(({ name, ok }) => name === "permission" && !ok);
  return (
    <>
      <CheckList checks={draft.checks} />
      {channel.connect === "qr" && isUnlinked ? <p className="text-sm text-muted">{t("checks.linkLater")}</p> : null}
    </>
  );
}

/** `test` resolves to what was found, or to undefined when it did not come to that; then the draft or the error says why. */
function useTest({ channel, draft, onDraft }: ConnectStepProps) {
  const check = useCheckNewInbox();
  const test = async (): Promise<Checks | undefined> => {
    if (check.isPending) return undefined;
    try {
      const checks = await check.mutateAsync({
        key: channel.key,
        settings: givenValues(channel.fields, draft.values),
      });
      onDraft({ ...draft, problems: {}, checks, kept: false });
      return checks;
    } catch (error) {
      const problems: FieldProblems = fieldProblems(
        error,
        channel.fields.map(({ key }) => key),
      );
      onDraft({ ...draft, problems, checks: null });
      return undefined;
    }
  };
  return { test, check };
}
