import { redirect } from "next/navigation";
import { texts } from "#components/i18n/texts.ts";
import { NoPlace } from "#components/shell/no-place.tsx";
import { loadOwnProfile } from "#server/domain/accounts/load-profile.ts";
import { signOut } from "../../(auth)/actions.ts";
import { requestLocale } from "../../request-locale.ts";
import { requireUser } from "../../session.ts";

/** The account worked in last. */
export default async function StartPage() {
  const profile = await loadOwnProfile(await requireUser("/app"));
  if (profile.account_id !== null) redirect(`/app/accounts/${profile.account_id}/dashboard`);
  const t = texts(await requestLocale());
  return <NoPlace title={t("errors.noAccount.title")} body={t("errors.noAccount.body")} signOut={signOut} />;
}
