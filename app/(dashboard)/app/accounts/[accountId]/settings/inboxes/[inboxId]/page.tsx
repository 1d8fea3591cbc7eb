import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { texts } from "#components/i18n/texts.ts";
import { InboxScreen } from "#components/settings/inboxes/inbox-screen.tsx";
import { requestLocale } from "../../../../../../../request-locale.ts";
import { requireAccount } from "../../../../../../../session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("inboxes.title") };
}

export default async function InboxPage({ params }: { params: Promise<{ accountId: string; inboxId: string }> }) {
  const { accountId, inboxId } = await params;
  const { role } = await requireAccount(accountId, `/app/accounts/${accountId}/settings/inboxes/${inboxId}`);
  if (role !== "administrator" || !/^\d{1,15}$/.test(inboxId)) notFound();
  return (
    <AreaTexts locale={await requestLocale()} areas={["inboxes"]}>
      <InboxScreen key={inboxId} id={Number(inboxId)} />
    </AreaTexts>
  );
}
