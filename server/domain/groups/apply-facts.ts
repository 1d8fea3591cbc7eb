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
  const attributes: Attributes = { ...row.additionalAttributes };
  const activities: GroupActivity[] = [];
  const take = (fact: string): boolean => {
    if ((known.times[fact] ?? 0) > known.at) return false;
    known.times[fact] = known.at;
    return true;
  };
  const subject = storableText(facts.name);
  const name = subject && take("name") ? subject : undefined;
  // A name of digits only stood in for the one we did not know.
  if (name && name !== row.name && !/^[\d-]*$/.test(row.name)) activities.push({ kind: "group_subject", to: name });
  if (facts.description !== undefined && take("description")) {
    const description = storableDescription(facts.description);
    if (description !== (attributes.description ?? null)) activities.push({ kind: "group_description" });
    attributes.description = description;
  }
  for (const flag of Object.keys(settingActivities) as (keyof GroupSettings)[]) {
    const value = facts.settings?.[flag];
    if (value === undefined || !take(flag)) continue;
    activities.push(...switched(flag, attributes[flag], value));
    attributes[flag] = value;
  }
  return { name, attributes, activities };
}

/** The first report says how the group is, not that it changed. */
function switched(flag: keyof GroupSettings, before: unknown, after: boolean): GroupActivity[] {
  const [on, off] = settingActivities[flag];
  return before === undefined || before === after ? [] : [{ kind: after ? on : off }];
}

const storableDescription = (text: string | null): string | null =>
  text?.replaceAll("\0", "").toWellFormed().slice(0, MAX_DESCRIPTION) || null;
