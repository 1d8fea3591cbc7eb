import { type PortalLogo, portals } from "#db/schema/help-center.ts";
import { getChannel } from "../../channels/registry.ts";
import { forget } from "../../platform/cache.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { whenTaken } from "../../platform/database/when-taken.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { deleteFilesJob } from "../contacts/jobs.ts";
import { getInboxRow } from "../inboxes/queries.ts";
import type * as contract from "./contract/portals.ts";
import type { Portal } from "./contract/portals.ts";
import { customDomainOf, homepageOf } from "./portal-address.ts";
import { defaultConfig, mergeConfig } from "./portal-config.ts";
import { withLogo } from "./portal-logo.ts";
import { getPortalRow, type PortalRow, thisPortal } from "./portal-rows.ts";
import { serializePortal } from "./serialize-portals.ts";

/** Custom domain → portal, for as long as the cache keeps it. */
export const DOMAINS = "portal-by-domain";

type Given = Input<typeof contract.updatePortal>;

/**
 * Creates a help center (contract, help center §2).
 *
 * @throws forbidden; invalid for a slug or domain that somebody has; not_found for an inbox that is none of the account
 */
export async function createPortal(ctx: AccountContext, input: Input<typeof contract.createPortal>): Promise<Portal> {
  authorize(canManageHelpCenter(ctx));
  return withLogo(ctx, input.blob_id, (logo) =>
    withFreeNames(() =>
      transaction(ctx, async (tx) => {
        const { name, slug } = input;
        const values = await valuesOf(tx, input, logo);
        const config = mergeConfig(defaultConfig, input.config);
        const [row] = await tx.db
          .insert(portals)
          .values({ ...values, accountId: tx.accountId, name, slug, config })
          .returning();
        if (!row) throw new Error("The portal was not inserted");
        return serializePortal(tx, row);
      }),
    ),
  ).finally(() => forget(DOMAINS));
}

/** Changes what is given. @throws forbidden, not_found, invalid as for a new one */
export async function updatePortal(ctx: AccountContext, input: Given): Promise<Portal> {
  authorize(canManageHelpCenter(ctx));
  return withLogo(ctx, input.blob_id, (logo) =>
    withFreeNames(() =>
      transaction(ctx, async (tx) => {
        const before = await getPortalRow(tx, input.id);
        const changes = {
          ...(await valuesOf(tx, input, logo)),
          name: input.name,
          slug: input.slug,
          config: input.config ? mergeConfig(before.config, input.config) : undefined,
          updatedAt: new Date(),
        };
        const isMoved = changes.customDomain !== undefined && changes.customDomain !== before.customDomain;
        const [row] = await tx.db
          .update(portals)
          .set({ ...changes, ...(isMoved && { sslSettings: null }) })
          .where(thisPortal(tx, before.id))
          .returning();
        if (!row) throw new Error("The portal went while it was changed");
        if (logo && before.logo) tx.enqueue(deleteFilesJob, { keys: [before.logo.key] });
        return serializePortal(tx, row);
      }),
    ),
  ).finally(() => forget(DOMAINS));
}

/** Columns that are written as given; undefined leaves one as it is. */
async function valuesOf(
  ctx: AccountContext,
  input: Omit<Given, "id" | "config" | "name" | "slug">,
  logo: PortalLogo | undefined,
) {
  return {
    color: input.color,
    customDomain: customDomainOf(input.custom_domain),
    headerText: input.header_text,
    homepageLink: homepageOf(input.homepage_link),
    pageTitle: input.page_title,
    archived: input.archived ?? undefined,
    inboxId: await websiteInbox(ctx, input.inbox_id),
    logo,
  };
}

/** Only websites have a chat to show; another inbox changes nothing. @throws not_found */
async function websiteInbox(
  ctx: AccountContext,
  inboxId: number | null | undefined,
): Promise<PortalRow["inboxId"] | undefined> {
  if (!inboxId) return inboxId;
  const inbox = await getInboxRow(ctx, inboxId);
  return getChannel(inbox.channel).door === "website" ? inbox.id : undefined;
}

const withFreeNames = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken({ index: "portals_slug", field: "slug", sentence: "Slug has already been taken" }, () =>
    whenTaken(
      { index: "portals_custom_domain", field: "custom_domain", sentence: "Custom domain has already been taken" },
      work,
    ),
  );
