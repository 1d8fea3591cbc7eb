import { and, eq, ne } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import { portals } from "#db/schema/help-center.ts";
import { notFound } from "../../platform/app-error.ts";
import { cached } from "../../platform/cache.ts";
import { type AccountContext, type Context, database, systemContext } from "../../platform/context.ts";
import type { PortalRow } from "./portal-rows.ts";
import { DOMAINS } from "./write-portal.ts";

const DOMAIN_TTL_MS = 30_000;

export interface OpenPortal {
  /** Of nobody, inside the account whose help center it is. */
  ctx: AccountContext;
  portal: PortalRow;
}

/** The help center that an address names, to whoever reads it. @throws not_found for one that is archived or was never there */
export async function openPublicPortal(ctx: Context, slug: string): Promise<OpenPortal> {
  const [found] = await database(ctx)
    .select({ portal: portals })
    .from(portals)
    .innerJoin(accounts, eq(accounts.id, portals.accountId))
    .where(and(eq(portals.slug, slug), eq(portals.archived, false), ne(accounts.status, "suspended")));
  if (!found) throw notFound(`portal ${slug}`);
  return { ctx: inside(ctx, found.portal), portal: found.portal };
}

/** The same for a page in one language, however its address writes that. @throws not_found, also for one the portal has not */
export async function openPublicLocale(
  ctx: Context,
  input: { slug: string; locale: string },
): Promise<OpenPortal & { locale: string }> {
  const open = await openPublicPortal(ctx, input.slug);
  const locale = localeOf(open.portal, input.locale);
  if (locale === null) throw notFound(`locale ${input.locale}`);
  return { ...open, locale };
}

/** The portal's spelling of a locale; null for one it has not. */
export const localeOf = ({ config }: PortalRow, wish: string): string | null =>
  config.allowed_locales.find((code) => canonical(code) === canonical(wish)) ?? null;

const canonical = (code: string): string => code.toLowerCase().replace("_", "-");

/** What is served under a host name that is not the installation's own; null where nothing is. Known for half a minute. */
export const findPortalOfDomain = (ctx: Context, host: string): Promise<{ slug: string; locale: string } | null> =>
  cached(DOMAINS, host, DOMAIN_TTL_MS, async () => {
    const [row] = await database(ctx)
      .select({ slug: portals.slug, config: portals.config })
      .from(portals)
      .where(and(eq(portals.customDomain, host), eq(portals.archived, false)));
    return row ? { slug: row.slug, locale: row.config.default_locale } : null;
  });

const inside = (ctx: Context, { accountId }: PortalRow): AccountContext => ({
  ...systemContext(accountId, ctx.requestId),
  ...ctx,
  accountId,
  actor: { kind: "nobody" },
});
