import type { AccountContext } from "../../platform/context.ts";
import type { Label } from "./contract.ts";
import { getLabelRow, listLabelRows, serializeLabel } from "./queries.ts";

/** Every label of the account, by title (contract, settings §5). */
export async function listLabels(ctx: AccountContext): Promise<{ payload: Label[] }> {
  return { payload: (await listLabelRows(ctx)).map(serializeLabel) };
}

/** One label. @throws not_found */
export async function getLabel(ctx: AccountContext, input: { id: number }): Promise<Label> {
  return serializeLabel(await getLabelRow(ctx, input.id));
}
