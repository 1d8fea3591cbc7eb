"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "../data/api-error.ts";
import { type Profile, useUpdateProfile } from "../data/profile.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "../ui/banner.tsx";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toast } from "../ui/toast.tsx";
import { PhotoField } from "./photo-field.tsx";

type Draft = Record<"name" | "display_name" | "email" | "message_signature", string>;

/** Photo, names, address and signature. */
export function YouCard() {
  const t = useTexts("profile.you");
  const errors = useTexts("errorSentences");
  const { profile } = useViewer();
  const update = useUpdateProfile();
  const [edits, setEdits] = useState<Partial<Draft>>({});
  const [sentTo, setSentTo] = useState<string | null>(null);
  const draft = { ...draftOf(profile), ...edits };
  const changed = changesOf(draftOf(profile), edits);
  const wrong = (name: keyof Draft) => fieldError(update.error, name);

  const edit = (name: keyof Draft) => (event: { target: { value: string } }) =>
    setEdits({ ...edits, [name]: event.target.value });

  const save = (event: FormEvent) => {
    event.preventDefault();
    setSentTo(null);
    update.mutate(changed, {
      onSuccess: (saved) => {
        setEdits({});
        if (changed.email && saved.email !== changed.email.trim().toLowerCase()) setSentTo(changed.email);
        void toast(t("saved"));
      },
    });
  };

  return (
    <Card id="you" title={t("title")}>
      <PhotoField />
      <form onSubmit={save} className="mt-6 grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={wrong("name")}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              onChange={edit("name")}
              required
              maxLength={255}
              autoComplete="name"
            />
          )}
        </Field>
        <Field label={t("displayName")} hint={t("displayNameHint")} error={wrong("display_name")}>
          {(control) => (
            <Input
              {...control}
              value={draft.display_name}
              onChange={edit("display_name")}
              maxLength={255}
              autoComplete="nickname"
            />
          )}
        </Field>
        <Field
          label={t("email")}
          hint={t("emailHint")}
          error={/taken/.test(wrong("email") ?? "") ? t("emailTaken") : wrong("email")}
          className="sm:col-span-2"
        >
          {(control) => (
            <Input
              {...control}
              type="email"
              value={draft.email}
              onChange={edit("email")}
              required
              maxLength={255}
              autoComplete="email"
            />
          )}
        </Field>
        {sentTo ? (
          <Banner tone="info" className="sm:col-span-2">
            {t("emailSent", { email: sentTo })}
          </Banner>
        ) : null}
        <Field
          label={t("signature")}
          hint={t("signatureHint")}
          error={wrong("message_signature")}
          className="sm:col-span-2"
        >
          {(control) => (
            <Textarea
              {...control}
              value={draft.message_signature}
              onChange={edit("message_signature")}
              maxLength={20_000}
              className="max-h-64"
            />
          )}
        </Field>
        <div className="empty:hidden sm:col-span-2">
          {update.error && !isAboutField(update.error) ? (
            <Banner tone="danger">{requestSentence(errors, update.error)}</Banner>
          ) : null}
          <SaveBar dirty={Object.keys(changed).length > 0} busy={update.isPending} onDiscard={() => setEdits({})} />
        </div>
      </form>
    </Card>
  );
}

const draftOf = (profile: Profile): Draft => ({
  name: profile.name,
  display_name: profile.display_name ?? "",
  email: profile.email,
  message_signature: profile.message_signature ?? "",
});

const changesOf = (stored: Draft, edits: Partial<Draft>): Partial<Draft> =>
  Object.fromEntries(Object.entries(edits).filter(([name, value]) => value !== stored[name as keyof Draft]));

const isAboutField = (error: Error): boolean =>
  error instanceof ApiError && error.code === "invalid" && error.fields.length > 0;

function fieldError(error: Error | null, name: string): string | null {
  return error instanceof ApiError && error.code === "invalid" && error.fields.includes(name) ? error.message : null;
}
