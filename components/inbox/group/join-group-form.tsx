"use client";

import { type FormEvent, useState } from "react";
import { joinGroup } from "#components/data/new-group.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useGroupSentences } from "./group-sentence.ts";
import { InboxField } from "./inbox-field.tsx";
import { InvitePreview } from "./invite-preview.tsx";
import { NewGroup } from "./new-group.tsx";
import { useGroupInboxes } from "./use-group-inboxes.ts";

interface JoinGroupFormProps {
  onClose: () => void;
  onStarted: (conversation: Conversation) => void;
  /** The provider was asked: there is no way back. */
  onDone: () => void;
}

/** Joins a group by its invite link; where its admins have to agree, it says so. */
export function JoinGroupForm({ onClose, onStarted, onDone }: JoinGroupFormProps) {
  const t = useTexts("groups.join");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const { inboxes, inbox, choose } = useGroupInboxes("join");
  const [link, setLink] = useState("");
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({ isBusy: false, error: null });
  /** `jid` null: an admin has to agree first. */
  const [joined, setJoined] = useState<{ jid: string | null } | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!inbox || state.isBusy) return;
    if (link.trim() === "") return setState({ isBusy: false, error: t("linkMissing") });
    setState({ isBusy: true, error: null });
    try {
      setJoined({ jid: await joinGroup(cache, { inboxId: inbox.id, link: link.trim() }) });
      onDone();
    } catch (error) {
      setState({ isBusy: false, error: sentences.ofError(error) });
    }
  };
  if (!inbox) return <Banner tone="warning">{t("noInbox")}</Banner>;
  if (joined?.jid === null)
    return (
      <div className="grid gap-4">
        <Banner tone="info">{t("pending")}</Banner>
        <Button variant="primary" className="justify-self-end" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    );
  if (joined?.jid) {
    const open = (conversation: Conversation) => {
      onClose();
      onStarted(conversation);
    };
    return <NewGroup inboxId={inbox.id} jid={joined.jid} results={[]} waiting={t("waiting")} onOpen={open} />;
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <InboxField label={t("inbox")} inboxes={inboxes} value={inbox.id} onChange={choose} />
      <Field label={t("link")} hint={t("linkHint")} error={state.error}>
        {(control) => (
          <Input
            {...control}
            type="text"
            inputMode="url"
            autoComplete="off"
            dir="ltr"
            value={link}
            maxLength={500}
            onChange={(event) => setLink(event.target.value)}
          />
        )}
      </Field>
      <InvitePreview inbox={inbox} link={link} />
      <Button type="submit" variant="primary" busy={state.isBusy} className="justify-self-end">
        {t("confirm")}
      </Button>
    </form>
  );
}
