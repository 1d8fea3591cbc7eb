import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { askChannel } from "./ask-channel.ts";
import type * as contract from "./contract/templates.ts";
import { readConnectedInbox } from "./find-connected-inbox.ts";
import { requireVisibleInbox } from "./require-visible-inbox.ts";

/**
 * Templates of an inbox, asked for at the provider each time: what it approves or pauses is not told to anybody.
 *
 * @throws not_found, forbidden, refused in the provider's words
 */
export async function listTemplates(
  ctx: AccountContext,
  input: Input<typeof contract.listTemplates>,
): Promise<Result<typeof contract.listTemplates>> {
  await requireVisibleInbox(ctx, input.id);
  const inbox = await readConnectedInbox(ctx, input.id);
  if (!inbox) throw notFound(`inbox ${input.id}`);
  const { templates } = inbox.channel.actions;
  if (!templates) return { payload: [] };
  const found = await askChannel(ctx, inbox, () => templates(inbox.settings));
  return {
    payload: found.map((template) => ({
      ...template,
      header: template.header ?? null,
      footer: template.footer ?? null,
    })),
  };
}
