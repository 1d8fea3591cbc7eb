import type { Metadata } from "next";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { texts } from "#components/i18n/texts.ts";
import { ProfileScreen } from "#components/profile/profile-screen.tsx";
import { signOut } from "../../../../../../(auth)/actions.ts";
import { requestLocale } from "../../../../../../request-locale.ts";
import { requireAccount } from "../../../../../../session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("profile.title") };
}

export default async function ProfilePage({ params }: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await params;
  await requireAccount(accountId, `/app/accounts/${accountId}/profile/settings`);
  return (
    <AreaTexts locale={await requestLocale()} areas={["profile", "signIn"]}>
      <ProfileScreen signOut={signOut} />
    </AreaTexts>
  );
}
