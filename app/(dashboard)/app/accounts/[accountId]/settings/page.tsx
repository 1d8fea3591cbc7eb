import { notFound, redirect } from "next/navigation";
import { settingsNavigation } from "#components/settings/navigation.ts";
import { requireAccount } from "../../../../../session.ts";

/** The first screen this person may see. */
export default async function SettingsPage({ params }: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await params;
  const base = `/app/accounts/${accountId}/settings`;
  const { role } = await requireAccount(accountId, base);
  const first = settingsNavigation.find((entry) => !entry.administratorOnly || role === "administrator");
  if (!first) notFound();
  redirect(base + first.path);
}
