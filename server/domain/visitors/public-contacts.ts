import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { identifyContact } from "../contacts/identify-contact.ts";
import { markVerified } from "../contacts/mark-verified.ts";
import type * as contract from "./contract/public.ts";
import { createVisitor } from "./create-visitor.ts";
import { openPublicInbox, openPublicVisitor } from "./open-visitor.ts";
import { serializePublicContact, serializeRawContact } from "./serialize.ts";
import { verifyIdentity } from "./verify-identity.ts";

/** What customers may know of an API inbox (contract, public API §1). @throws not_found */
export async function getPublicInbox(
  ctx: Context,
  input: Input<typeof contract.getPublicInbox>,
): Promise<Result<typeof contract.getPublicInbox>> {
  const { inbox } = await openPublicInbox(ctx, input);
  return {
    identifier: inbox.identifier,
    identity_validation_enabled: inbox.hmacMandatory,
    name: inbox.name,
    timezone: inbox.timezone,
    working_hours: inbox.workingHours,
    working_hours_enabled: inbox.workingHoursEnabled,
    csat_survey_enabled: inbox.csatSurveyEnabled,
    greeting_enabled: inbox.greetingEnabled,
  };
}

/** A customer comes in, or comes back. @throws not_found, invalid, unauthenticated for a wrong hash */
export async function createPublicContact(
  ctx: Context,
  input: Input<typeof contract.createPublicContact>,
): Promise<Result<typeof contract.createPublicContact>> {
  const open = await openPublicInbox(ctx, input);
  const isVerified = verifyIdentity(open.inbox, input);
  return withAvatarFile(input.avatar, folderOf(open), (avatarKey) =>
    transaction(open.ctx, async (tx) => {
      const visitor = await createVisitor(tx, open, { ...input, isVerified });
      if (avatarKey !== undefined) await changeContact(tx, visitor.contact.id, () => ({ avatarKey }));
      if (isVerified && !visitor.link.hmacVerified) await markVerified(tx, visitor.link.id);
      return serializePublicContact(visitor);
    }),
  );
}

const folderOf = ({ ctx }: { ctx: { accountId: number } }): string => `accounts/${ctx.accountId}/contacts`;

/** @throws not_found */
export async function getPublicContact(
  ctx: Context,
  input: Input<typeof contract.getPublicContact>,
): Promise<Result<typeof contract.getPublicContact>> {
  return serializePublicContact(await openPublicVisitor(ctx, input));
}

/** Writes down who the customer is; somebody known becomes one with them. @throws not_found, invalid, unauthenticated for a wrong hash */
export async function updatePublicContact(
  ctx: Context,
  input: Input<typeof contract.updatePublicContact>,
): Promise<Result<typeof contract.updatePublicContact>> {
  const { ctx: visitorContext, inbox, link, contact } = await openPublicVisitor(ctx, input);
  const given = { ...input, identifier: input.identifier ?? contact.identifier };
  const isVerified = verifyIdentity(inbox, given);
  return withAvatarFile(input.avatar, folderOf({ ctx: visitorContext }), (avatarKey) =>
    transaction(visitorContext, async (tx) => {
      const { id } = await identifyContact(tx, contact.id, input, { keepsIdentifier: true });
      const row = await changeContact(tx, id, () => (avatarKey === undefined ? {} : { avatarKey }));
      if (isVerified && !link.hmacVerified) await markVerified(tx, link.id);
      return serializeRawContact(row);
    }),
  );
}
