import { invalid } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { type ContactRow, changeContact } from "../contacts/change-contact.ts";
import { identifyContact } from "../contacts/identify-contact.ts";
import { markVerified } from "../contacts/mark-verified.ts";
import { setLabels } from "../conversations/set-labels.ts";
import type * as contract from "./contract/widget.ts";
import { createVisitor } from "./create-visitor.ts";
import type { Visitor } from "./open-visitor.ts";
import { getCurrentConversation, openWidgetVisitor } from "./open-widget.ts";
import { verifyIdentity } from "./verify-identity.ts";
import { issueWidgetToken } from "./widget-token.ts";

type OwnContact = Result<typeof contract.getWidgetContact>;

const serialize = (row: ContactRow): OwnContact => ({
  id: row.id,
  identifier: row.identifier,
  has_email: Boolean(row.email),
  has_name: Boolean(row.name),
  has_phone_number: Boolean(row.phoneNumber),
});

/** What is known of the visitor, without saying it. @throws not_found */
export async function getWidgetContact(
  ctx: Context,
  input: Input<typeof contract.getWidgetContact>,
): Promise<OwnContact> {
  return serialize((await openWidgetVisitor(ctx, input)).contact);
}

/** Writes down who the visitor is; wrong addresses are passed over (contract, public API §1). @throws not_found, unauthenticated for a wrong hash */
export async function updateWidgetContact(
  ctx: Context,
  input: Input<typeof contract.updateWidgetContact>,
): Promise<OwnContact> {
  const visitor = await openWidgetVisitor(ctx, input);
  const isVerified = input.identifier_hash ? verifyIdentity(visitor.inbox, input) : false;
  return transaction(visitor.ctx, async (tx) => {
    const row = await identifyContact(tx, visitor.contact.id, input, { keepsIdentifier: true, dropsInvalid: true });
    if (isVerified) await markVerified(tx, visitor.link.id);
    return serialize(row);
  });
}

/**
 * The website says who has signed in. Another person than before gets a place of their own in the inbox, so that nobody reads
 * what the one before them wrote (contract, public API §4).
 *
 * @throws not_found, invalid without an identifier, unauthenticated for a wrong hash
 */
export async function setWidgetUser(ctx: Context, input: Input<typeof contract.setWidgetUser>): Promise<OwnContact> {
  const visitor = await openWidgetVisitor(ctx, input);
  if (!input.identifier) throw invalid("identifier", "Identifier can't be blank");
  const isVerified = verifyIdentity(visitor.inbox, input);
  return transaction(visitor.ctx, async (tx) => {
    const isOther = visitor.contact.identifier !== null && visitor.contact.identifier !== input.identifier;
    const place = isOther ? await createVisitor(tx, visitor, { identifier: input.identifier }) : visitor;
    const contact = await identifyContact(tx, place.contact.id, input, { dropsInvalid: true });
    if (isVerified) await markVerified(tx, place.link.id);
    return { ...serialize(contact), ...(isOther && newPlace(place)) };
  });
}

const newPlace = ({ link, inbox }: Visitor) => ({
  widget_auth_token: issueWidgetToken({ sourceId: link.sourceId, inboxId: inbox.id }),
  pubsub_token: link.pubsubToken,
});

/** @throws not_found */
export async function removeWidgetContactAttributes(
  ctx: Context,
  input: Input<typeof contract.removeWidgetContactAttributes>,
): Promise<OwnContact> {
  const visitor = await openWidgetVisitor(ctx, input);
  return transaction(visitor.ctx, async (tx) =>
    serialize(
      await changeContact(tx, visitor.contact.id, (stored) => ({
        customAttributes: Object.fromEntries(
          Object.entries(stored.customAttributes).filter(([name]) => !input.custom_attributes.includes(name)),
        ),
      })),
    ),
  );
}

/** Something happened on the page; webhooks and bots hear of it (contract, realtime §6). @throws not_found */
export async function noteWidgetEvent(ctx: Context, input: Input<typeof contract.noteWidgetEvent>): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  if (input.name !== "webwidget.triggered") return;
  await transaction(visitor.ctx, async (tx) =>
    tx.emit("webwidget.triggered", { contact_inbox_id: visitor.link.id, event_info: input.event_info ?? {} }),
  );
}

/** Only labels that the account has; others are passed over. @throws not_found */
export async function addWidgetLabel(ctx: Context, input: Input<typeof contract.addWidgetLabel>): Promise<void> {
  await relabel(ctx, input, async (tx, labels) => {
    const [known] = await tx.sql`
      select 1 from labels where account_id = ${tx.accountId} and title = ${input.label.trim().toLowerCase()}`;
    return known ? [...labels, input.label.trim().toLowerCase()] : labels;
  });
}

/** @throws not_found */
export async function removeWidgetLabel(ctx: Context, input: Input<typeof contract.removeWidgetLabel>): Promise<void> {
  await relabel(ctx, input, async (_tx, labels) => labels.filter((label) => label !== input.id));
}

async function relabel(
  ctx: Context,
  input: { website_token?: string | undefined },
  change: (tx: Tx, labels: string[]) => Promise<string[]>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  const { displayId, labels } = await getCurrentConversation(visitor);
  await transaction(visitor.ctx, async (tx) => {
    await setLabels(tx, { conversation_id: displayId, labels: await change(tx, labels) });
  });
}
