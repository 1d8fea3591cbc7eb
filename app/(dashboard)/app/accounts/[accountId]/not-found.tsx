"use client";

import { useAccountId } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Inside the shell: the navigation stays. */
export default function NotFoundInAccount() {
  const t = useTexts("errors");
  const accountId = useAccountId();
  return (
    <EmptyState
      as="h1"
      title={t("noAccess.title")}
      action={<LinkButton href={`/app/accounts/${accountId}/dashboard`}>{t("home")}</LinkButton>}
      className="my-auto"
    >
      {t("noAccess.body")}
    </EmptyState>
  );
}
