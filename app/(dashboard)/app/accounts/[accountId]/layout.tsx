import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { OutboxProvider } from "#components/data/outbox-provider.tsx";
import { QueryProvider } from "#components/data/query-provider.tsx";
import { readUiSettings } from "#components/data/ui-settings.ts";
import { ViewerProvider } from "#components/data/viewer.tsx";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { TextsProvider } from "#components/i18n/texts-provider.tsx";
import { RealtimeProvider } from "#components/realtime/realtime-provider.tsx";
import { NAVIGATION_COOKIE } from "#components/shell/navigation-cookie.ts";
import { Shell } from "#components/shell/shell.tsx";
import { SignInAgain } from "#components/shell/sign-in-again.tsx";
import { loadOwnProfile } from "#server/domain/accounts/load-profile.ts";
import { getAccountRow } from "#server/domain/accounts/queries.ts";
import { signOut } from "../../../../(auth)/actions.ts";
import { requestLocale } from "../../../../request-locale.ts";
import { currentUser, requireAccount } from "../../../../session.ts";

interface AccountLayoutProps {
  params: Promise<{ accountId: string }>;
  children: ReactNode;
}

export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  if (!(await currentUser())) return <SignInAgain>{children}</SignInAgain>;
  const ctx = await requireAccount((await params).accountId);
  const profile = await loadOwnProfile(ctx);
  const account = await getAccountRow(ctx);
  const timeZone = readUiSettings(profile.ui_settings).timeZone ?? account.timezone;
  return (
    <TextsProvider timeZone={timeZone}>
      <QueryProvider>
        <ViewerProvider accountId={ctx.accountId} profile={profile}>
          <Shell initiallyWide={(await cookies()).get(NAVIGATION_COOKIE)?.value !== "icons"} signOut={signOut}>
            <AreaTexts locale={await requestLocale()} areas={["realtime"]}>
              <OutboxProvider>
                <RealtimeProvider>{children}</RealtimeProvider>
              </OutboxProvider>
            </AreaTexts>
          </Shell>
        </ViewerProvider>
      </QueryProvider>
    </TextsProvider>
  );
}
