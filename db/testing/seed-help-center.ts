import { randomBytes } from "node:crypto";
import { articles, categories, portals } from "#db/schema/help-center.ts";
import { runtime } from "#server/platform/runtime.ts";

const word = () => randomBytes(6).toString("hex");

/** A help center in English and Portuguese. */
export async function seedPortal(
  accountId: number,
  values: Partial<typeof portals.$inferInsert> = {},
): Promise<{ id: number; slug: string }> {
  const config = { default_locale: "en", allowed_locales: ["en", "pt_BR"], show_author: true };
  const [row] = await runtime()
    .db.insert(portals)
    .values({ name: "Acme Help", slug: `help-${word()}`, config, ...values, accountId })
    .returning({ id: portals.id, slug: portals.slug });
  return taken(row);
}

export async function seedCategory(
  accountId: number,
  portalId: number,
  values: Partial<typeof categories.$inferInsert> = {},
): Promise<{ id: number; slug: string }> {
  const [row] = await runtime()
    .db.insert(categories)
    .values({ name: "Billing", slug: `billing-${word()}`, ...values, accountId, portalId })
    .returning({ id: categories.id, slug: categories.slug });
  return taken(row);
}

/** A draft unless `values` says otherwise. */
export async function seedArticle(
  accountId: number,
  portalId: number,
  values: Partial<typeof articles.$inferInsert> = {},
): Promise<{ id: number; slug: string }> {
  const [row] = await runtime()
    .db.insert(articles)
    .values({ title: "Refunds", content: "Ask us.", slug: `refunds-${word()}`, ...values, accountId, portalId })
    .returning({ id: articles.id, slug: articles.slug });
  return taken(row);
}

function taken<T>(row: T | undefined): T {
  if (!row) throw new Error("The insert gave no row back");
  return row;
}
