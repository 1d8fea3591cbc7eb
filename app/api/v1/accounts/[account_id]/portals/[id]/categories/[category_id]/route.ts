import * as categories from "#server/domain/help-center/contract/categories.ts";
import { getCategory } from "#server/domain/help-center/list-categories.ts";
import { deleteCategory, updateCategory } from "#server/domain/help-center/write-category.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(categories.getCategory, getCategory);
export const PATCH = endpoint(categories.updateCategory, updateCategory);
export const PUT = PATCH;
export const DELETE = endpoint(categories.deleteCategory, deleteCategory);
