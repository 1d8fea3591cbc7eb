import { getTableColumns, sql } from "drizzle-orm";
import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { attributes, createdAt, id, identity, updatedAt } from "./columns.ts";

export interface PortalConfig {
  default_locale: string;
  /** Never empty; the default is one of them. */
  allowed_locales: string[];
  show_author: boolean;
}

/** A stored picture. */
export interface PortalLogo {
  key: string;
  content_type: string;
  file_name: string;
}

export interface SslSettings {
  status: string;
  verification_errors: string | null;
}

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Letters with marks are found without them. `unaccent` cannot be used: what is computed here must never change. */
const plain = (column: string) =>
  `translate(lower(coalesce(${column}, '')), 'áàâãäåéèêëíìîïóòôõöúùûüçñý', 'aaaaaaeeeeiiiiooooouuuucny')`;

/** A public site with articles (contract, help center). Its slug is in public addresses, so it is unique in the installation. */
export const portals = pgTable(
  "portals",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    customDomain: text("custom_domain"),
    color: text("color"),
    headerText: text("header_text"),
    homepageLink: text("homepage_link"),
    pageTitle: text("page_title"),
    logo: jsonb("logo").$type<PortalLogo>(),
    archived: boolean("archived").notNull().default(false),
    config: jsonb("config")
      .$type<PortalConfig>()
      .notNull()
      .default({ default_locale: "en", allowed_locales: ["en"], show_author: true }),
    /** What the last look at the custom domain found; null before the first. */
    sslSettings: jsonb("ssl_settings").$type<SslSettings>(),
    /** The website inbox whose chat stands on the pages. Of one that is gone nothing is shown. */
    inboxId: id("inbox_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("portals_slug").on(table.slug),
    uniqueIndex("portals_custom_domain").on(table.customDomain).where(sql`custom_domain is not null`),
  ],
);

export const categories = pgTable(
  "help_center_categories",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    portalId: id("portal_id").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    slug: text("slug").notNull(),
    locale: text("locale").notNull().default("en"),
    icon: text("icon"),
    position: integer("position").notNull().default(0),
    parentCategoryId: id("parent_category_id"),
    associatedCategoryId: id("associated_category_id"),
    relatedCategoryIds: jsonb("related_category_ids").$type<number[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("help_center_categories_slug").on(table.accountId, table.portalId, table.locale, table.slug),
    foreignKey({
      columns: [table.accountId, table.portalId],
      foreignColumns: [portals.accountId, portals.id],
    }).onDelete("cascade"),
  ],
);

export const articles = pgTable(
  "articles",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    portalId: id("portal_id").notNull(),
    categoryId: id("category_id"),
    /** Somebody of the account; may have left. */
    authorId: id("author_id"),
    /** The article this one translates; never itself a translation. */
    associatedArticleId: id("associated_article_id"),
    title: text("title").notNull(),
    slug: text("slug").notNull(),
    content: text("content"),
    description: text("description"),
    locale: text("locale").notNull().default("en"),
    status: text("status", { enum: ["draft", "published", "archived"] })
      .notNull()
      .default("draft"),
    position: integer("position").notNull().default(0),
    views: integer("views").notNull().default(0),
    meta: attributes("meta"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Words of the title weigh most, then those of the description, then those of the text. */
    search: tsvector("search").generatedAlwaysAs(
      sql.raw(
        `setweight(to_tsvector('simple', ${plain("title")}), 'A') || setweight(to_tsvector('simple', ${plain("description")}), 'B') || setweight(to_tsvector('simple', ${plain("content")}), 'C')`,
      ),
    ),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("articles_slug").on(table.slug),
    index("articles_words").using("gin", table.accountId, table.portalId, table.search),
    index("articles_newest").on(
      table.accountId,
      table.portalId,
      table.updatedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("articles_translations")
      .on(table.accountId, table.associatedArticleId)
      .where(sql`associated_article_id is not null`),
    index("articles_of_category").on(table.accountId, table.portalId, table.locale, table.categoryId, table.position),
    index("articles_search").using(
      "gin",
      sql`(title || ' ' || coalesce(description, '') || ' ' || coalesce(content, '')) gin_trgm_ops`,
    ),
    foreignKey({
      columns: [table.accountId, table.portalId],
      foreignColumns: [portals.accountId, portals.id],
    }).onDelete("cascade"),
  ],
);

/** Columns of an article without the words it is found by, which nobody reads. */
export const { search: _search, ...articleColumns } = getTableColumns(articles);
