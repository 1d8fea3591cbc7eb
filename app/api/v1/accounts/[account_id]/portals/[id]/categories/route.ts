import * as categories from "#server/domain/help-center/contract/categories.ts";
import { listCategories } from "#server/domain/help-center/list-categories.ts";
import { createCategory } from "#server/domain/help-center/write-category.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(categories.listCategories, listCategories);
export const POST = endpoint(categories.createCategory, createCategory);
