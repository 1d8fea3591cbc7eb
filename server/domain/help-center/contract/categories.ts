import { z } from "zod";
import { echoedPage, listOf, pageIfAny, textUpTo, wireId, wireIdOrNone } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { localeCode, name, portalPath, slug, textOrNone } from "./fields.ts";

const base = "/api/v1/accounts/{account_id}/portals/{id}/categories";
const tag = "Help center";

const slimCategory = z.object({
  id: z.number(),
  name: z.string(),
  slug: z.string(),
  locale: z.string(),
  description: z.string().nullable(),
  position: z.number(),
  account_id: z.number(),
});

/** A category of a help center (contract, help center §3). */
export const category = slimCategory.extend({
  icon: z.string(),
  related_categories: z.array(slimCategory).optional(),
  parent_category: slimCategory.optional(),
  root_category: slimCategory.optional(),
  meta: z.object({ articles_count: z.number() }),
});
export type Category = z.infer<typeof category>;
export type SlimCategory = z.infer<typeof slimCategory>;

const position = z.coerce.number().int().min(-1_000_000).max(1_000_000);

const fields = {
  description: textOrNone(20_000),
  position: position.nullish(),
  icon: textUpTo(255).nullish(),
  parent_category_id: wireIdOrNone.optional(),
  /** The same category in another language. */
  associated_category_id: wireIdOrNone.optional(),
  related_category_ids: listOf(wireId),
};

const categoryPath = portalPath.extend({ category_id: wireId });
const response = z.object({ payload: category });

export const listCategories = operation({
  id: "categories.list",
  method: "GET",
  path: base,
  summary: "Categories of a help center, of one locale if need be, by position",
  tag,
  callers: ["user"],
  params: portalPath,
  query: z.object({ locale: z.string().max(35).optional(), page: pageIfAny }),
  response: z.object({
    payload: z.array(category),
    meta: z.object({ current_page: echoedPage, categories_count: z.number() }),
  }),
});

export const createCategory = operation({
  id: "categories.create",
  method: "POST",
  path: base,
  summary: "Create a category",
  tag,
  callers: ["administrator"],
  params: portalPath,
  rootKey: "category",
  body: z.object({ name, slug, locale: localeCode.default("en"), ...fields }),
  response,
});

export const getCategory = operation({
  id: "categories.get",
  method: "GET",
  path: `${base}/{category_id}`,
  summary: "One category",
  tag,
  callers: ["administrator"],
  params: categoryPath,
  response,
});

export const updateCategory = operation({
  id: "categories.update",
  method: "PATCH",
  path: `${base}/{category_id}`,
  summary: "Change a category; related categories are replaced when any are named",
  tag,
  callers: ["administrator"],
  params: categoryPath,
  rootKey: "category",
  body: z.object({ name: name.optional(), slug: slug.optional(), locale: localeCode.optional(), ...fields }),
  response,
});

export const deleteCategory = operation({
  id: "categories.delete",
  method: "DELETE",
  path: `${base}/{category_id}`,
  summary: "Delete a category; its articles stay, without one",
  tag,
  callers: ["administrator"],
  params: categoryPath,
});
