import type { Metadata } from "next";
import { texts } from "#components/i18n/texts.ts";
import { NotificationScreen } from "#components/notifications/notification-screen.tsx";
import { requestLocale } from "../../../../../request-locale.ts";
import { requireAccount } from "../../../../../session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("shell.notifications.title") };
}

export default async function NotificationsPage({ params }: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await params;
  await requireAccount(accountId, `/app/accounts/${accountId}/inbox-view`);
  return <NotificationScreen />;
}
