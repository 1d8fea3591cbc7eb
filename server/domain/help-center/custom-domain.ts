import { portals } from "#db/schema/help-center.ts";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { isFetchError } from "../../platform/http-client/fetch-error.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { emailAddress } from "../accounts/contract/person-fields.ts";
import type * as contract from "./contract/portals.ts";
import { mailDomainInstructionsJob } from "./jobs.ts";
import { getPortalRow, thisPortal } from "./portal-rows.ts";

const notConfigured = () => refused("Custom domain is not configured");

/**
 * Mails what somebody who runs the domain has to enter there (contract, help center §2).
 *
 * @throws forbidden, not_found; refused without an address, for one that is none, and without a custom domain, in this order
 */
export async function sendDomainInstructions(
  ctx: AccountContext,
  input: Input<typeof contract.sendDomainInstructions>,
): Promise<Result<typeof contract.sendDomainInstructions>> {
  authorize(canManageHelpCenter(ctx));
  const portal = await getPortalRow(ctx, input.id);
  if (!input.email?.trim()) throw refused("Email is required");
  const email = emailAddress.safeParse(input.email);
  if (!email.success) throw refused("Invalid email format");
  const { customDomain } = portal;
  if (!customDomain) throw notConfigured();
  await transaction(ctx, async (tx) => {
    tx.enqueue(mailDomainInstructionsJob, { email: email.data, domain: customDomain, locale: tx.locale });
  });
  return { message: "Instructions sent successfully" };
}

/**
 * Asks the custom domain for this help center over HTTPS and keeps what came of it (contract, help center §2).
 *
 * @throws forbidden, not_found; refused without a custom domain, and when it does not answer
 */
export async function getSslStatus(
  ctx: AccountContext,
  input: { id: string },
): Promise<Result<typeof contract.getSslStatus>> {
  authorize(canManageHelpCenter(ctx));
  const portal = await getPortalRow(ctx, input.id);
  if (!portal.customDomain) throw notConfigured();
  const problem = await askDomain(portal.customDomain, portal.slug);
  const found = { status: problem === null ? "active" : "failed", verification_errors: problem };
  await transaction(ctx, async (tx) => {
    await tx.db.update(portals).set({ sslSettings: found }).where(thisPortal(tx, portal.id));
  });
  if (problem !== null) throw refused(problem);
  return found;
}

/** @returns what is wrong, null when the help center answers there */
async function askDomain(domain: string, slug: string): Promise<string | null> {
  try {
    const { status } = await safeFetch(`https://${domain}/hc/${encodeURIComponent(slug)}/sitemap.xml`, {
      timeoutMs: 8_000,
      maxBytes: 16 * 1024 * 1024,
    });
    return status === 200 ? null : `${domain} answered with status ${status}`;
  } catch (error) {
    if (isFetchError(error)) return `${domain} could not be reached over HTTPS: ${error.message}`;
    throw error;
  }
}
