"use client";

import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type FormEvent, useState } from "react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { type InboxChange, useUpdateInbox } from "../../data/manage-inboxes.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { toast } from "../../ui/toast.tsx";
import { fieldProblems, hasProblems } from "./field-problems.ts";

const DeleteDialog = dynamic(() => import("./delete-inbox-dialog.tsx").then((module) => module.DeleteInboxDialog), {
  ssr: false,
});

type General = Required<Pick<InboxChange, "name" | "lock_to_single_conversation">>;

/** Name and the rules of its conversations; below, the way to be rid of it. */
export function GeneralTab({ inbox, all }: { inbox: Inbox; all: string }) {
  const t = useTexts("inboxes");
  const [deleting, setDeleting] = useState(false);
  const offline = useIsOffline();
  return (
    <div className="grid gap-5">
      <GeneralCard inbox={inbox} />
      <Card title={t("remove.title")} description={t("remove.body")}>
        <Button
          variant="danger-quiet"
          className="-ms-3.5"
          icon={<Trash2 aria-hidden />}
          disabled={offline}
          onClick={() => setDeleting(true)}
        >
          {t("remove.button")}
        </Button>
        {offline ? <p className="text-sm text-muted">{t("offline")}</p> : null}
      </Card>
      {deleting ? <DeleteDialog inbox={inbox} all={all} onOpenChange={setDeleting} /> : null}
    </div>
  );
}

function GeneralCard({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes");
  const errors = useTexts("errorSentences");
  const update = useUpdateInbox(inbox.id);
  const offline = useIsOffline();
  const [edits, setEdits] = useState<Partial<General>>({});
  const draft: General = {
    name: edits.name ?? inbox.name,
    lock_to_single_conversation: edits.lock_to_single_conversation ?? inbox.lock_to_single_conversation,
  };
  const dirty = draft.name !== inbox.name || draft.lock_to_single_conversation !== inbox.lock_to_single_conversation;
  const problems = fieldProblems(update.error, ["name"]);
  const discard = () => {
    setEdits({});
    update.reset();
  };

  const save = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(draft, {
      onSuccess: () => {
        setEdits({});
        void toast(t("general.saved"));
      },
    });
  };

  return (
    <Card title={t("general.title")}>
      <form onSubmit={save} noValidate className="grid gap-5">
        <Field
          label={t("fields.name")}
          hint={t("fields.nameHint")}
          error={problems.name ? t(problems.name === "missing" ? "fields.missing" : "fields.wrong.name") : null}
          className="max-w-lg"
        >
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={255}
              autoComplete="off"
              onChange={(event) => setEdits({ ...edits, name: event.target.value })}
            />
          )}
        </Field>
        <Checkbox
          checked={draft.lock_to_single_conversation}
          onChange={(event) => setEdits({ ...edits, lock_to_single_conversation: event.target.checked })}
          label={t("general.single")}
          hint={t("general.singleHint")}
        />
        {update.error && !hasProblems(problems) ? (
          <Banner tone="danger">{requestSentence(errors, update.error)}</Banner>
        ) : null}
        <SaveBar dirty={dirty} busy={update.isPending} onDiscard={discard} blocked={offline ? t("offline") : null} />
      </form>
    </Card>
  );
}
