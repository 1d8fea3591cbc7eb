import type { Attributes } from "#db/schema/columns.ts";
import type { GroupSettings, InboundEvent } from "../../channels/channel.ts";
import type { ContactRow } from "../contacts/change-contact.ts";
import { storableText } from "../contacts/inbound-contact.ts";
import type { FactTimes } from "./lock-group.ts";

/** What a thread tells about its group. `names` are joined with commas. */
export type GroupActivity =
  | { kind: "group_added" | "group_removed" | "group_promoted" | "group_demoted" | "group_requested"; names: string }
  | { kind: "group_subject"; to: string }
  | { kind: "group_description" }
  | { kind: SettingActivity };

type SettingActivity =
  | "group_announce_on"
  | "group_announce_off"
  | "group_restrict_on"
  | "group_restrict_off"
  | "group_approval_on"
  | "group_approval_off"
  | "group_add_all"
  | "group_add_admins";

/** What is written when a flag is switched: on, off. */
const settingActivities: Record<keyof GroupSettings, [SettingActivity, SettingActivity]> = {
  announce: ["group_announce_on", "group_announce_off"],
  restrict: ["group_restrict_on", "group_restrict_off"],
  join_approval_mode: ["group_approval_on", "group_approval_off"],
  member_add_mode: ["group_add_all", "group_add_admins"],
};

/** Longest description that is kept. */
const MAX_DESCRIPTION = 20_000;

type GroupFacts = Pick<Extract<InboundEvent, { type: "group" }>, "name" | "description" | "settings">;

/**
 * Name, description and flags of a group as they are after a report (contract, groups §1). Each fact has a time of its own:
 * a report about the name does not hold back an older one about the description.
 *
 * @param known  `times` is brought up to date
 */
export function applyFacts(row: ContactRow, facts: GroupFacts, known: { at: number; times: FactTimes }) {
  const { at, times } = known;
  const attributes: Attributes = { ...row.additionalAttributes };
  const activities: GroupActivity[] = [];
  let name: string | undefined;
  const take = (fact: string): boolean => {
    if ((times[fact] ?? 0) > at) return false;
    times[fact] = at;
    return true;
  };
  const subject = storableText(facts.name);
  if (subject && take("name")) {
    name = subject;
    // A name of digits only stood in for the one we did not know.
    if (subject !== row.name && !/^[\d-]*$/.test(row.name)) activities.push({ kind: "group_subject", to: subject });
  }
  if (facts.description !== undefined && take("description")) {
    const description = facts.description?.replaceAll("\0", "").toWellFormed().slice(0, MAX_DESCRIPTION) || null;
    if (description !== (attributes.description ?? null)) activities.push({ kind: "group_description" });
    attributes.description = description;
  }
  for (const [flag, [on, off]] of Object.entries(settingActivities)) {
    const value = facts.settings?.[flag as keyof GroupSettings];
    if (value === undefined || !take(flag)) continue;
    // The first report says how the group is, not that it changed.
    if (attributes[flag] !== undefined && attributes[flag] !== value) activities.push({ kind: value ? on : off });
    attributes[flag] = value;
  }
  return { name, attributes, activities };
}
