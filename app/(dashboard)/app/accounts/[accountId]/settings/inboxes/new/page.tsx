import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { texts } from "#components/i18n/texts.ts";
import { NewInboxScreen } from "#components/settings/inboxes/new-inbox-screen.tsx";
import { requestLocale } from "../../../../../../../request-locale.ts";
import { requireAccount } from "../../../../../../../session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("inboxes.wizard.title") };
}

export default async function NewInboxPage({ params }: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await params;
  const { role } = await requireAccount(accountId, `/app/accounts/${accountId}/settings/inboxes/new`);
  if (role !== "administrator") notFound();
  return (
    <AreaTexts locale={await requestLocale()} areas={["inboxes"]}>
      <NewInboxScreen />
    </AreaTexts>
  );
}
