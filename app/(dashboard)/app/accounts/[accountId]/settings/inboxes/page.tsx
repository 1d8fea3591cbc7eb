import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { texts } from "#components/i18n/texts.ts";
import { InboxesScreen } from "#components/settings/inboxes/inboxes-screen.tsx";
import { requestLocale } from "../../../../../../request-locale.ts";
import { requireAccount } from "../../../../../../session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("inboxes.title") };
}

export default async function InboxesPage({ params }: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await params;
  const { role } = await requireAccount(accountId, `/app/accounts/${accountId}/settings/inboxes`);
  if (role !== "administrator") notFound();
  return (
    <AreaTexts locale={await requestLocale()} areas={["inboxes"]}>
      <InboxesScreen />
    </AreaTexts>
  );
}
