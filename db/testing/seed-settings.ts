import { randomBytes } from "node:crypto";
import { teamMembers, teams } from "#db/schema/accounts.ts";
import { cannedResponses } from "#db/schema/canned-responses.ts";
import { labels } from "#db/schema/conversations.ts";
import { customFilters } from "#db/schema/custom-filters.ts";
import { dashboardApps } from "#db/schema/dashboard-apps.ts";
import { runtime } from "#server/platform/runtime.ts";

export async function seedLabel(
  accountId: number,
  values: Partial<typeof labels.$inferInsert> = {},
): Promise<{ id: number }> {
  const title = `label-${randomBytes(4).toString("hex")}`;
  const [row] = await runtime()
    .db.insert(labels)
    .values({ title, ...values, accountId })
    .returning({ id: labels.id });
  return taken(row);
}

/** A team, with members when some are named. */
export async function seedTeam(
  accountId: number,
  values: Partial<typeof teams.$inferInsert> = {},
  memberIds: number[] = [],
): Promise<{ id: number }> {
  const { db } = runtime();
  const name = `team ${randomBytes(4).toString("hex")}`;
  const [row] = await db
    .insert(teams)
    .values({ name, ...values, accountId })
    .returning({ id: teams.id });
  const { id } = taken(row);
  for (const userId of memberIds) await db.insert(teamMembers).values({ accountId, teamId: id, userId });
  return { id };
}

export async function seedCannedResponse(
  accountId: number,
  values: Partial<typeof cannedResponses.$inferInsert> = {},
): Promise<{ id: number }> {
  const shortCode = `code-${randomBytes(4).toString("hex")}`;
  const [row] = await runtime()
    .db.insert(cannedResponses)
    .values({ shortCode, content: "Hello", ...values, accountId })
    .returning({ id: cannedResponses.id });
  return taken(row);
}

export async function seedCustomFilter(
  accountId: number,
  userId: number,
  values: Partial<typeof customFilters.$inferInsert> = {},
): Promise<{ id: number }> {
  const [row] = await runtime()
    .db.insert(customFilters)
    .values({ name: "VIP", ...values, accountId, userId })
    .returning({ id: customFilters.id });
  return taken(row);
}

export async function seedDashboardApp(accountId: number): Promise<{ id: number }> {
  const [row] = await runtime()
    .db.insert(dashboardApps)
    .values({ accountId, title: "Orders", content: [{ type: "frame", url: "https://example.com/orders" }] })
    .returning({ id: dashboardApps.id });
  return taken(row);
}

function taken<T>(row: T | undefined): T {
  if (!row) throw new Error("The insert gave no row back");
  return row;
}
