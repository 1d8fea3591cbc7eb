"use client";

import { type FormEvent, useId } from "react";
import { ApiError } from "../../data/api-error.ts";
import { type Role, useInviteAgent } from "../../data/manage-agents.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { toast } from "../../ui/toast.tsx";

interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds one person to the account. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const t = useTexts("agents.dialog");
  const roles = useTexts("agents.roles");
  const ui = useTexts("ui");
  const errors = useTexts("errorSentences");
  const formId = useId();
  const invite = useInviteAgent();
  const isTaken = invite.error instanceof ApiError && invite.error.fields.includes("user_id");

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name = "", email = "", role = ""] = ["name", "email", "role"].map((field) => String(form.get(field)).trim());
    invite.mutate(
      { name, email, role: role as Role },
      {
        onSuccess: () => {
          onOpenChange(false);
          void toast(t("sent", { email }));
        },
      },
    );
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{ui("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={invite.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4 py-1">
        <Field label={t("name")}>
          {(control) => <Input {...control} name="name" required maxLength={255} autoComplete="off" />}
        </Field>
        <Field label={t("email")} error={isTaken ? t("taken") : null}>
          {(control) => <Input {...control} name="email" type="email" required maxLength={255} autoComplete="off" />}
        </Field>
        <Field label={t("role")} hint={t("roleHint")}>
          {(control) => (
            <Select
              {...control}
              name="role"
              defaultValue="agent"
              options={(["agent", "administrator"] as const).map((value) => ({ value, label: roles(value) }))}
            />
          )}
        </Field>
        {invite.error && !isTaken ? <Banner tone="danger">{requestSentence(errors, invite.error)}</Banner> : null}
      </form>
    </Dialog>
  );
}
