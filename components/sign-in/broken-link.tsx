"use client";

import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "../ui/banner.tsx";
import { LinkButton } from "../ui/link-button.tsx";

/** Instead of the form for a new password, when the mailed link is used up, too old or cut off. */
export function BrokenLink() {
  const t = useTexts("signIn.edit");
  return (
    <div className="grid gap-4">
      <Banner tone="warning">{t("broken")}</Banner>
      <LinkButton href="/app/auth/password/reset" variant="primary">
        {t("ask")}
      </LinkButton>
    </div>
  );
}
