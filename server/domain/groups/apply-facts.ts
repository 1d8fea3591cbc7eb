import type { Attributes } from "#db/schema/columns.ts";
import type { InboundEvent } from "../../channels/channel.ts";
import type { GroupSettings } from "../../channels/group-actions.ts";
import type { ContactRow } from "../contacts/change-contact.ts";
import { storableText } from "../contacts/inbound-contact.ts";
import type { Author } from "./apply-members.ts";
import { type GroupActivity, told } from "./group-activity.ts";
import type { FactTimes } from "./lock-group.ts";

/** What is written when a flag is switched: on, off. */
const settingActivities = {
  announce: ["group_announce_on", "group_announce_off"],
  restrict: ["group_restrict_on", "group_restrict_off"],
  join_approval_mode: ["group_approval_on", "group_approval_off"],
  member_add_mode: ["group_add_all", "group_add_admins"],
} as const;

/** Longest description that is kept. */
const MAX_DESCRIPTION = 20_000;

/** A picture has no value to compare: reports that follow each other within this time mean the same change. */
const SAME_PICTURE_MS = 15_000;

export type GroupFacts = Pick<
  Extract<InboundEvent, { type: "group" }>,
  "name" | "description" | "settings" | "inviteCode" | "picture" | "isChange"
>;

interface Known {
  at: number;
  /** Brought up to date. */
  times: FactTimes;
  /** Who did it, where somebody tells. What the team did is so, whatever a provider's clock says. */
  author: Author | null;
  /** The group was read as it is: what was not known before is no change. */
  isSnapshot: boolean;
}

/**
 * Name, description, flags and invite code of a group as they are after a report (contract, groups §1). Each fact has a time of
 * its own: a report about the name does not hold back an older one about the description.
 *
 * @returns `isNewPicture` when there is a picture to fetch, or none any more
 */
export function applyFacts(row: ContactRow, facts: GroupFacts, known: Known) {
  const { at, times, author, isSnapshot } = known;
  const by = author?.name ?? null;
  const attributes: Attributes = { ...row.additionalAttributes };
  const activities: GroupActivity[] = [];
  const take = (fact: string): boolean => {
    const last = times[fact] ?? 0;
    if (last > at && author?.contactId !== null) return false;
    times[fact] = Math.max(at, last);
    return true;
  };
  const subject = storableText(facts.name);
  const name = subject && take("name") ? subject : undefined;
  // A name of digits only stood in for the one we did not know.
  if (name && name !== row.name && !/^[\d-]*$/.test(row.name)) activities.push(told("group_subject", by, { to: name }));
  if (facts.description !== undefined && take("description")) {
    activities.push(...applyDescription(attributes, facts.description, { by, isSnapshot }));
  }
  activities.push(...applySettings(attributes, facts, { take, by }));
  if (facts.inviteCode !== undefined && take("invite_code")) {
    const before = attributes.invite_code;
    if ((before !== undefined || facts.isChange) && before !== facts.inviteCode)
      activities.push(told("group_invite_reset", by));
    attributes.invite_code = facts.inviteCode;
  }
  const isNewPicture =
    facts.picture !== undefined && (times.picture ?? -SAME_PICTURE_MS) + SAME_PICTURE_MS <= at && take("picture");
  if (isNewPicture) activities.push(told(facts.picture === "removed" ? "group_picture_removed" : "group_picture", by));
  return { name, attributes, activities, isNewPicture };
}

function applyDescription(
  attributes: Attributes,
  text: string | null,
  { by, isSnapshot }: { by: string | null; isSnapshot: boolean },
): GroupActivity[] {
  const before = attributes.description;
  const description = storableDescription(text);
  attributes.description = description;
  if (description === (before ?? null) || (isSnapshot && before === undefined)) return [];
  return [told(description === null ? "group_description_removed" : "group_description", by)];
}

/** The first report says how the group is, not that it changed, unless it is the report of a change. */
function applySettings(
  attributes: Attributes,
  { settings, isChange }: GroupFacts,
  { take, by }: { take(fact: string): boolean; by: string | null },
): GroupActivity[] {
  const flags = Object.keys(settingActivities) as (keyof GroupSettings)[];
  return flags.flatMap((flag) => {
    const value = settings?.[flag];
    if (value === undefined || !take(flag)) return [];
    const [on, off] = settingActivities[flag];
    const before = attributes[flag];
    attributes[flag] = value;
    return before === value || (before === undefined && !isChange) ? [] : [told(value ? on : off, by)];
  });
}

const storableDescription = (text: string | null): string | null =>
  text?.replaceAll("\0", "").toWellFormed().slice(0, MAX_DESCRIPTION) || null;
