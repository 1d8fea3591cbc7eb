import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";

/** What a channel may be able to do with groups (`capabilities.groupActions`). */
export const groupActs = [
  "changeInfo",
  "changePicture",
  "changeMembers",
  "changeSettings",
  "inviteCode",
  "resetInvite",
  "joinRequests",
  "answerJoinRequests",
  "leave",
] as const;
export type GroupAct = (typeof groupActs)[number];

export interface GroupRights {
  isLeft: boolean;
  /** Our own number is an admin; null while unknown. */
  isAdmin: boolean | null;
  /** Possible now: the channel can, we are in the group, and admin where that is needed. */
  can: (act: GroupAct) => boolean;
  /** This flag can be switched now. */
  canSwitch: (flag: string) => boolean;
  /** What the channel never can, for whoever is in the group. */
  missing: GroupAct[];
  /** The channel can do none of it: groups are read and answered. */
  canNothing: boolean;
}

interface RightsFacts {
  /** Null while the inbox is unknown. */
  capabilities: Pick<WireCapabilities, "groupActions" | "groupSettings"> | null;
  /** Of the group's contact. */
  attributes: Record<string, unknown>;
  isAdmin: boolean | null;
}

/** Acts that every member may try; the server has the last word (contract, groups §9). */
const forEverybody: readonly GroupAct[] = ["changeInfo", "leave"];

/** Who may do what with a group (contract, groups §9). */
export function groupRights({ capabilities, attributes, isAdmin }: RightsFacts): GroupRights {
  const isLeft = attributes.group_left === true;
  const offers = (act: GroupAct) => capabilities?.groupActions.includes(act) === true;
  const can = (act: GroupAct) => !isLeft && offers(act) && (isAdmin === true || forEverybody.includes(act));
  return {
    isLeft,
    isAdmin,
    can,
    canNothing: capabilities !== null && !groupActs.some(offers),
    canSwitch: (flag) => can("changeSettings") && capabilities?.groupSettings.includes(flag) === true,
    // Answering goes with asking: one of them missing is one thing less to say.
    missing: capabilities && !isLeft ? groupActs.filter((act) => act !== "answerJoinRequests" && !offers(act)) : [],
  };
}
