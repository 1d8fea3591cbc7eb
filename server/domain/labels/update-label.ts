import { labels } from "#db/schema/conversations.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { changesBetween, noteChange } from "../audit-logs/note-change.ts";
import type { Label, updateLabel as operation } from "./contract.ts";
import { retagLabelJob } from "./jobs.ts";
import { serializeLabel, thisLabel } from "./queries.ts";
import { withFreeTitle } from "./with-free-title.ts";

/**
 * Changes a label. A new title is carried through conversations and contacts by a job (contract, settings §5).
 *
 * @throws forbidden, not_found; invalid when the title is taken
 */
export async function updateLabel(ctx: AccountContext, input: Input<typeof operation>): Promise<Label> {
  return withFreeTitle(() =>
    transaction(ctx, async (tx) => {
      authorize(canManageSettings(tx));
      const [before] = await tx.db.select().from(labels).where(thisLabel(tx, input.id)).for("update");
      if (!before) throw notFound(`label ${input.id}`);
      const { title } = input;
      const isRenamed = title !== undefined && title !== before.title;
      const [after] = await tx.db
        .update(labels)
        .set({
          title,
          description: input.description,
          color: input.color,
          showOnSidebar: input.show_on_sidebar ?? undefined,
          updatedAt: new Date(),
        })
        .where(thisLabel(tx, input.id))
        .returning();
      if (!after) throw notFound(`label ${input.id}`);
      if (isRenamed) {
        tx.enqueue(retagLabelJob, { account_id: tx.accountId, from: before.title, to: title }, { priority: 10 });
      }
      const changes = changesBetween(serializeLabel(before), serializeLabel(after), names);
      noteChange(tx, { record: "Label", id: after.id, action: "update", changes });
      return serializeLabel(after);
    }),
  );
}

const names = {
  title: "title",
  description: "description",
  color: "color",
  show_on_sidebar: "show_on_sidebar",
} as const;
