import { randomUUID } from "node:crypto";
import type { Tx } from "../../platform/database/transaction.ts";
import { enterInbox } from "../contacts/enter-inbox.ts";
import type { Identification } from "../contacts/identify-contact.ts";
import { lockNewPeople } from "../contacts/insert-contact-inboxes.ts";
import { asVisitor, findVisitor, type OpenInbox, type Visitor } from "./open-visitor.ts";

export interface NewVisitor extends Identification {
  source_id?: string | null | undefined;
  isVerified?: boolean;
}

/** A customer comes in: a known source id is who they were (contract, public API §1). @throws invalid for wrong values */
export async function createVisitor(tx: Tx, { inbox }: Pick<OpenInbox, "inbox">, given: NewVisitor): Promise<Visitor> {
  const sourceId = given.source_id || randomUUID();
  // Two first requests of one person make one contact.
  await lockNewPeople(tx, inbox.id, [{ sourceId, identities: [{ kind: "provider_id", value: sourceId }] }]);
  const existing = await findVisitor({ ctx: tx, inbox, isSuspended: false }, sourceId);
  if (existing) return existing;
  const entered = await enterInbox(tx, {
    ...given,
    inboxId: inbox.id,
    sourceId,
    isVerified: given.isVerified ?? false,
  });
  return asVisitor({ ctx: tx, inbox }, entered);
}
