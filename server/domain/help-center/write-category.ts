import { and, eq } from "drizzle-orm";
import { articles, categories } from "#db/schema/help-center.ts";
import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { whenTaken } from "../../platform/database/when-taken.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { type CategoryRow, categoriesOf, findCategoryRows, getCategoryRow } from "./category-rows.ts";
import type * as contract from "./contract/categories.ts";
import { serializeCategory } from "./list-categories.ts";
import { getPortalRow, type PortalRow } from "./portal-rows.ts";

type Given = Input<typeof contract.updateCategory>;
type Answer = Result<typeof contract.updateCategory>;

/** Creates a category (contract, help center §3). @throws forbidden, not_found, invalid with the contract's sentences */
export async function createCategory(
  ctx: AccountContext,
  input: Input<typeof contract.createCategory>,
): Promise<Answer> {
  authorize(canManageHelpCenter(ctx));
  return withFreeSlug(() =>
    transaction(ctx, async (tx) => {
      const portal = await getPortalRow(tx, input.id);
      requireLocale(portal, input.locale);
      const { name, slug, locale } = input;
      const [row] = await tx.db
        .insert(categories)
        .values({
          ...(await valuesOf(tx, portal, input)),
          accountId: tx.accountId,
          portalId: portal.id,
          name,
          slug,
          locale,
        })
        .returning();
      if (!row) throw new Error("The category was not inserted");
      return { payload: await serializeCategory(tx, row) };
    }),
  );
}

/** Changes what is given; its articles follow into another locale. @throws as for a new one */
export async function updateCategory(ctx: AccountContext, input: Given): Promise<Answer> {
  authorize(canManageHelpCenter(ctx));
  return withFreeSlug(() =>
    transaction(ctx, async (tx) => {
      const portal = await getPortalRow(tx, input.id);
      const before = await getCategoryRow(tx, portal.id, input.category_id);
      const { name, slug, locale } = input;
      if (locale) requireLocale(portal, locale);
      const values = await valuesOf(tx, portal, input, before.id);
      const [row] = await tx.db
        .update(categories)
        .set({ ...values, name, slug, locale, updatedAt: new Date() })
        .where(and(categoriesOf(tx, portal.id), eq(categories.id, before.id)))
        .returning();
      if (!row) throw new Error("The category went while it was changed");
      if (row.locale !== before.locale)
        await tx.db.update(articles).set({ locale: row.locale }).where(articlesIn(tx, row));
      return { payload: await serializeCategory(tx, row) };
    }),
  );
}

/** Deletes a category. Its articles and the categories that point at it stay. @throws forbidden, not_found */
export async function deleteCategory(ctx: AccountContext, input: Input<typeof contract.deleteCategory>): Promise<void> {
  authorize(canManageHelpCenter(ctx));
  await transaction(ctx, async (tx) => {
    const portal = await getPortalRow(tx, input.id);
    const row = await getCategoryRow(tx, portal.id, input.category_id);
    const within = categoriesOf(tx, portal.id);
    await tx.db.update(articles).set({ categoryId: null }).where(articlesIn(tx, row));
    for (const column of ["parentCategoryId", "associatedCategoryId"] as const)
      await tx.db
        .update(categories)
        .set({ [column]: null })
        .where(and(within, eq(categories[column], row.id)));
    await tx.db.delete(categories).where(and(within, eq(categories.id, row.id)));
  });
}

const articlesIn = (tx: Tx, { portalId, id }: CategoryRow) =>
  and(eq(articles.accountId, tx.accountId), eq(articles.portalId, portalId), eq(articles.categoryId, id));

/** Columns that are written as given; undefined leaves one as it is. `ownId`: of the category that is changed. */
async function valuesOf(
  tx: Tx,
  portal: PortalRow,
  input: Omit<Given, "id" | "category_id">,
  ownId: number | null = null,
) {
  const { parent_category_id: parent, associated_category_id: associated, related_category_ids: related = [] } = input;
  const asked = [parent, associated, ...related].filter((id) => typeof id === "number");
  const known = new Map((await findCategoryRows(tx, portal.id, asked)).map((row) => [row.id, row]));
  const pick = (id: number | null | undefined, field: string, sentence: string): CategoryRow | null | undefined => {
    if (!id) return id === undefined ? undefined : null;
    const row = known.get(id);
    if (!row || row.id === ownId) throw invalid(field, `${sentence} must exist`);
    return row;
  };
  const root = pick(associated, "associated_category_id", "Associated category");
  const rootId = root ? (root.associatedCategoryId ?? root.id) : root;
  const relatedIds = [...new Set(related)].filter((id) => known.has(id) && id !== ownId);
  return {
    description: input.description,
    position: input.position ?? undefined,
    icon: input.icon,
    parentCategoryId: idOf(pick(parent, "parent_category_id", "Parent category")),
    associatedCategoryId: rootId === ownId && ownId !== null ? undefined : rootId,
    relatedCategoryIds: relatedIds.length > 0 ? relatedIds : undefined,
  };
}

const idOf = (row: CategoryRow | null | undefined) => (row ? row.id : row);

function requireLocale({ config }: PortalRow, locale: string): void {
  if (config.allowed_locales.includes(locale)) return;
  const list = config.allowed_locales.map((code) => JSON.stringify(code)).join(", ");
  throw invalid("locale", `Locale ${locale} of category is not part of portal's [${list}].`);
}

const withFreeSlug = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken(
    {
      index: "help_center_categories_slug",
      field: "locale",
      sentence: "Locale should be unique in the category and portal",
    },
    work,
  );
