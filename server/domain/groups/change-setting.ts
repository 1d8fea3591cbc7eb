import type { GroupSettings } from "../../channels/group-actions.ts";
import { parameterMissing, refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import { getGroup } from "./find-group.ts";
import { recordOwnChange } from "./record-own-change.ts";

const properties: readonly string[] = ["announce", "restrict", "join_approval_mode", "member_add_mode"];

/**
 * Switches one flag of a group.
 *
 * @throws not_found; refused: unknown property, a flag the channel does not have, or the provider's reason
 */
export async function updateGroupSetting(
  ctx: AccountContext,
  { id, property, enabled }: Input<typeof contract.updateGroupSetting>,
): Promise<void> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, id);
  if (!property || !properties.includes(property)) throw refused("invalid_property");
  if (enabled === undefined) throw parameterMissing("enabled");
  const { inbox } = group;
  const flag = property as keyof GroupSettings;
  if (!inbox.channel.capabilities(inbox.settings).groupSettings.includes(flag))
    throw refused("This channel cannot change this setting");
  const change: GroupSettings = { [flag]: enabled };
  const askedAt = Date.now();
  await askGroup(ctx, { inbox, action: "changeSettings" }, (changeSettings, settings) =>
    changeSettings(group.sourceId, change, settings),
  );
  await recordOwnChange(ctx, group, { settings: change, askedAt });
}
