import { and, eq, isNull } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import { getChannel } from "../../channels/registry.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import type { PortalView } from "./contract/pages.ts";
import { webAddress } from "./portal-address.ts";
import type { PortalRow } from "./portal-rows.ts";
import { serializeLogo } from "./serialize-portals.ts";

/** Start of the addresses of a help center: its own domain, else this installation's. */
export const portalBase = ({ customDomain }: PortalRow): string =>
  customDomain ? `https://${customDomain}` : runtime().config.appUrl;

/** What stands around every page. One statement where a chat is linked, none otherwise. */
export async function portalView(ctx: AccountContext, portal: PortalRow, locale: string): Promise<PortalView> {
  return {
    slug: portal.slug,
    name: portal.name,
    title: portal.pageTitle ?? portal.name,
    headerText: portal.headerText,
    homepage: portal.homepageLink && webAddress(portal.homepageLink),
    color: portal.color,
    logo: portal.logo && { url: serializeLogo(portal, portal.logo).file_url, type: portal.logo.content_type },
    locale,
    locales: portal.config.allowed_locales,
    base: portalBase(portal),
    chat: await findChat(ctx, portal.inboxId),
  };
}

async function findChat(ctx: AccountContext, inboxId: number | null): Promise<PortalView["chat"]> {
  if (inboxId === null) return null;
  const [inbox] = await database(ctx)
    .select({ token: inboxes.identifier, channel: inboxes.channel })
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), eq(inboxes.id, inboxId), isNull(inboxes.deletedAt)));
  if (!inbox || getChannel(inbox.channel).door !== "website") return null;
  return { token: inbox.token, baseUrl: runtime().config.appUrl };
}
