import { notFound } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";

/** The address of a contact within its inbox: where messages to it go. @throws not_found */
export async function loadContactInboxSource(ctx: AccountContext, contactInboxId: number): Promise<string> {
  const [row] = await statements(ctx)<{ sourceId: string }[]>`
    select source_id as "sourceId" from contact_inboxes where account_id = ${ctx.accountId} and id = ${contactInboxId}`;
  if (!row) throw notFound(`contact inbox ${contactInboxId}`);
  return row.sourceId;
}
