"use client";

import { type FormEvent, useState } from "react";
import { changeGroupInfo } from "#components/data/groups.ts";
import { createGroup } from "#components/data/new-group.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { PersonResult } from "#server/domain/groups/contract.ts";
import { useGroupSentences } from "./group-sentence.ts";
import { InboxField } from "./inbox-field.tsx";
import { MAX_NAME } from "./limits.ts";
import { NewGroup } from "./new-group.tsx";
import { type ChosenPerson, PersonPicker, toNewMembers } from "./person-picker.tsx";
import { PictureField } from "./picture-field.tsx";
import { useGroupInboxes } from "./use-group-inboxes.ts";

interface CreateGroupFormProps {
  onClose: () => void;
  onStarted: (conversation: Conversation) => void;
  /** The group exists: there is no way back. */
  onDone: () => void;
}

interface Created {
  jid: string;
  results: PersonResult[];
}

/** A group of our own: in which inbox, its name, who is in it, a picture if wanted. */
export function CreateGroupForm({ onClose, onStarted, onDone }: CreateGroupFormProps) {
  const t = useTexts("groups.create");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const { inboxes, inbox, choose } = useGroupInboxes("create");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<ChosenPerson[]>([]);
  const [picture, setPicture] = useState<File | null>(null);
  const [state, setState] = useState<{ isBusy: boolean; tried: boolean; error: string | null }>({
    isBusy: false,
    tried: false,
    error: null,
  });
  const [created, setCreated] = useState<Created | null>(null);
  const canPicture = inbox?.capabilities.groupActions.includes("changePicture") === true;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!inbox || state.isBusy) return;
    if (name.trim() === "" || chosen.length === 0) return setState({ isBusy: false, tried: true, error: null });
    setState({ isBusy: true, tried: true, error: null });
    try {
      const group = { inboxId: inbox.id, name: name.trim(), people: toNewMembers(chosen) };
      setCreated(await createGroup(cache, group));
      onDone();
    } catch (error) {
      setState({ isBusy: false, tried: true, error: sentences.ofError(error) });
    }
  };
  const opened = async (conversation: Conversation) => {
    onClose();
    onStarted(conversation);
    if (!picture || !canPicture) return;
    try {
      await changeGroupInfo(cache, conversation.meta.sender.id, { picture });
    } catch (error) {
      await toast(t("pictureFailed", { reason: sentences.ofError(error) }), { tone: "danger" });
    }
  };
  if (!inbox) return <Banner tone="warning">{t("noInbox")}</Banner>;
  if (created)
    return <NewGroup inboxId={inbox.id} {...created} waiting={t("waiting")} onOpen={(found) => void opened(found)} />;
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <InboxField label={t("inbox")} inboxes={inboxes} value={inbox.id} onChange={choose} />
      <Field label={t("name")} error={state.tried && name.trim() === "" ? t("nameMissing") : null}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            value={name}
            maxLength={MAX_NAME}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">{t("people")}</legend>
        <PersonPicker chosen={chosen} onChange={setChosen} groupId={null} />
        {state.tried && chosen.length === 0 ? (
          <p role="alert" className="text-sm text-danger-ink">
            {t("peopleMissing")}
          </p>
        ) : null}
      </fieldset>
      {canPicture ? <PictureField picture={picture} onChange={setPicture} /> : null}
      {state.error ? <Banner tone="danger">{state.error}</Banner> : null}
      <Button type="submit" variant="primary" busy={state.isBusy} className="justify-self-end">
        {t("confirm")}
      </Button>
    </form>
  );
}
