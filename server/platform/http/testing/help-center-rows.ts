import { randomBytes } from "node:crypto";
import type { SeededAccount } from "#db/testing/seed.ts";
import { seedArticle, seedCategory, seedPortal } from "#db/testing/seed-help-center.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];
/** Readers need not sign in. */
const all = (status: number): Expected => [status, status, status, status, status, status];
/** There is no domain to speak of. */
const nothingToDo: Expected = [422, 401, 401, 401, 401, 401];

const withPortal = (body?: unknown) => async (account: SeededAccount) => ({
  params: { id: (await seedPortal(account.id)).slug },
  body,
});

const withCategory = (body?: unknown) => async (account: SeededAccount) => {
  const portal = await seedPortal(account.id);
  const category = await seedCategory(account.id, portal.id);
  return { params: { id: portal.slug, category_id: category.id }, body };
};

const withArticle = (body?: (article: { id: number }) => unknown) => async (account: SeededAccount) => {
  const portal = await seedPortal(account.id);
  const article = await seedArticle(account.id, portal.id, { authorId: account.admin.id });
  return { params: { id: portal.slug, article_id: article.id }, body: body?.(article) };
};

const asReader = async (account: SeededAccount) => {
  const portal = await seedPortal(account.id);
  const category = await seedCategory(account.id, portal.id);
  const article = await seedArticle(account.id, portal.id, { status: "published", categoryId: category.id });
  return {
    params: { slug: portal.slug, locale: "en", category_slug: category.slug, article_slug: article.slug },
  };
};

const newArticle = async (account: SeededAccount) => ({
  params: { id: (await seedPortal(account.id)).slug },
  body: { title: "Refunds", content: "Ask us.", author_id: account.admin.id },
});

const newPortal = () => ({ body: { name: "Help", slug: `help-${randomBytes(6).toString("hex")}` } });

export const helpCenterRows: Record<string, Row> = {
  "help_center.open": { expected: all(302), given: asReader },
  "help_center.portal": { expected: all(200), given: asReader },
  "help_center.categories": { expected: all(200), given: asReader },
  "help_center.articles": { expected: all(200), given: asReader },
  "help_center.category_articles": { expected: all(200), given: asReader },
  "help_center.sitemap": { expected: all(200), given: asReader },
  "help_center.view": { expected: all(200), given: asReader },
  "portals.list": { expected: members },
  "portals.get": { expected: members, given: withPortal() },
  "portals.create": { expected: administrators, given: newPortal },
  "portals.update": { expected: administrators, given: withPortal({ name: "Help" }) },
  "portals.delete": { expected: administrators, given: withPortal() },
  "portals.archive": { expected: administrators, given: withPortal() },
  "portals.delete_logo": { expected: administrators, given: withPortal() },
  "portals.send_instructions": { expected: nothingToDo, given: withPortal({ email: "it@example.com" }) },
  "portals.ssl_status": { expected: nothingToDo, given: withPortal() },
  "categories.list": { expected: members, given: withPortal() },
  "categories.create": { expected: administrators, given: withPortal({ name: "Billing", slug: "billing" }) },
  "categories.get": { expected: administrators, given: withCategory() },
  "categories.update": { expected: administrators, given: withCategory({ name: "Money" }) },
  "categories.delete": { expected: administrators, given: withCategory() },
  "articles.list": { expected: members, given: withPortal() },
  "articles.create": { expected: administrators, given: newArticle },
  "articles.get": { expected: administrators, given: withArticle() },
  "articles.edit": { expected: administrators, given: withArticle() },
  "articles.update": { expected: administrators, given: withArticle(() => ({ title: "Money back" })) },
  "articles.delete": { expected: administrators, given: withArticle() },
  "articles.reorder": {
    expected: administrators,
    given: withArticle((article) => ({ positions_hash: { [article.id]: 10 } })),
  },
};
