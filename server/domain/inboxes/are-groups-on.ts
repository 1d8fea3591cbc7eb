import type { Attributes } from "#db/schema/columns.ts";
import { runtime } from "../../platform/runtime.ts";

/**
 * Are messages of groups taken in? Where they are not, only that something was written shows (contract, groups §5, soft-disabled).
 * Whoever runs the installation decides for all, the channel's switch for one inbox.
 *
 * @param settings  of the inbox's channel
 */
export const areGroupsOn = (settings: Attributes): boolean =>
  runtime().config.groupsEnabled && settings.groups_enabled !== false;
