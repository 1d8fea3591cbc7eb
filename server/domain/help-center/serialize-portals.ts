import { and, eq, inArray, isNull } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import { type AccountContext, database, statements } from "../../platform/context.ts";
import { fileLink, signFileLink } from "../../platform/storage/file-link.ts";
import { serializeInbox } from "../inboxes/serialize.ts";
import type { Portal } from "./contract/portals.ts";
import type { PortalRow } from "./portal-rows.ts";

type Meta = Portal["meta"];

/** Lists, created and changed portals tell nothing of their articles (contract, help center §2). */
const notCounted = {
  all_articles_count: 0,
  archived_articles_count: null,
  published_count: null,
  draft_articles_count: null,
};

/**
 * Help centers as the wire has them. Two statements, three where one has the chat of an inbox.
 *
 * @param counts  of the articles, where the contract wants them counted
 */
export async function serializePortals(
  ctx: AccountContext,
  rows: PortalRow[],
  counts: Omit<Meta, "categories_count" | "default_locale"> = notCounted,
): Promise<Portal[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [perLocale, inboxOf] = [await countByLocale(ctx, ids), await loadInboxes(ctx, rows)];
  return rows.map((row) => {
    const own = perLocale.filter((count) => count.portal_id === row.id);
    const inbox = row.inboxId === null ? undefined : inboxOf.get(row.inboxId);
    return {
      id: row.id,
      color: row.color,
      custom_domain: row.customDomain,
      header_text: row.headerText,
      homepage_link: row.homepageLink,
      name: row.name,
      page_title: row.pageTitle,
      slug: row.slug,
      archived: row.archived,
      account_id: row.accountId,
      config: {
        allowed_locales: row.config.allowed_locales.map((code) => ({ code, ...countsOf(own, code) })),
        show_author: row.config.show_author,
      },
      ...(inbox && { inbox }),
      ...(row.logo && { logo: serializeLogo(row, row.logo) }),
      meta: {
        ...counts,
        categories_count: own.reduce((sum, count) => sum + count.categories, 0),
        default_locale: row.config.default_locale,
      },
      ...(row.sslSettings && { ssl_settings: row.sslSettings }),
    };
  });
}

/** @throws Error when there was no row */
export async function serializePortal(
  ctx: AccountContext,
  row: PortalRow,
  counts?: Parameters<typeof serializePortals>[2],
) {
  const [portal] = await serializePortals(ctx, [row], counts);
  if (!portal) throw new Error("A portal was not serialised");
  return portal;
}

/** The picture; its id is the portal's, which has one at most. */
export function serializeLogo({ id, accountId }: PortalRow, logo: NonNullable<PortalRow["logo"]>) {
  const meta = { contentType: logo.content_type, fileName: logo.file_name };
  return {
    id,
    portal_id: id,
    file_type: logo.content_type,
    account_id: accountId,
    file_url: fileLink(logo.key, meta),
    blob_id: signFileLink(logo.key, meta),
    filename: logo.file_name,
  };
}

interface LocaleCount {
  portal_id: number;
  locale: string;
  articles: number;
  categories: number;
}

function countsOf(counts: LocaleCount[], code: string) {
  const found = counts.find((count) => count.locale === code);
  return { articles_count: found?.articles ?? 0, categories_count: found?.categories ?? 0 };
}

const countByLocale = (ctx: AccountContext, portalIds: number[]): Promise<LocaleCount[]> =>
  statements(ctx)<LocaleCount[]>`
    select portal_id, locale, sum(articles)::int articles, sum(categories)::int categories from (
      select portal_id, locale, count(*) articles, 0 categories from articles
        where account_id = ${ctx.accountId} and portal_id = any(${portalIds}::bigint[]) group by 1, 2
      union all
      select portal_id, locale, 0, count(*) from help_center_categories
        where account_id = ${ctx.accountId} and portal_id = any(${portalIds}::bigint[]) group by 1, 2) c
    group by 1, 2`;

async function loadInboxes(ctx: AccountContext, rows: PortalRow[]) {
  const ids = rows.flatMap((row) => row.inboxId ?? []);
  if (ids.length === 0) return new Map<number, NonNullable<Portal["inbox"]>>();
  const found = await database(ctx)
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), inArray(inboxes.id, ids), isNull(inboxes.deletedAt)));
  return new Map(found.map((row) => [row.id, serializeInbox(ctx, row)]));
}
