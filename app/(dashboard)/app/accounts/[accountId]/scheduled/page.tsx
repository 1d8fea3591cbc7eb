import type { Metadata } from "next";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { texts } from "#components/i18n/texts.ts";
import { OverviewScreen } from "#components/scheduled/overview-screen.tsx";
import { requestLocale } from "../../../../../request-locale.ts";
import { requireAccount } from "../../../../../session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("scheduled.title") };
}

export default async function ScheduledPage({ params }: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await params;
  await requireAccount(accountId, `/app/accounts/${accountId}/scheduled`);
  return (
    <AreaTexts locale={await requestLocale()} areas={["scheduled"]}>
      <OverviewScreen />
    </AreaTexts>
  );
}
