/** Notices by their number (`WAMessageStubType`): received ones have the number, our own the word. */
const names: Record<number, string> = {
  1: "REVOKE",
  2: "CIPHERTEXT",
  20: "GROUP_CREATE",
  21: "GROUP_CHANGE_SUBJECT",
  22: "GROUP_CHANGE_ICON",
  23: "GROUP_CHANGE_INVITE_LINK",
  24: "GROUP_CHANGE_DESCRIPTION",
  25: "GROUP_CHANGE_RESTRICT",
  26: "GROUP_CHANGE_ANNOUNCE",
  27: "GROUP_PARTICIPANT_ADD",
  28: "GROUP_PARTICIPANT_REMOVE",
  29: "GROUP_PARTICIPANT_PROMOTE",
  30: "GROUP_PARTICIPANT_DEMOTE",
  31: "GROUP_PARTICIPANT_INVITE",
  32: "GROUP_PARTICIPANT_LEAVE",
  33: "GROUP_PARTICIPANT_CHANGE_NUMBER",
  40: "CALL_MISSED_VOICE",
  41: "CALL_MISSED_VIDEO",
  71: "GROUP_PARTICIPANT_ADD_REQUEST_JOIN",
  145: "GROUP_MEMBERSHIP_JOIN_APPROVAL_MODE",
  171: "GROUP_MEMBER_ADD_MODE",
  172: "GROUP_MEMBERSHIP_JOIN_APPROVAL_REQUEST_NON_ADMIN_ADD",
};

/** The word of a `messageStubType`; undefined when there is no notice. */
export function stubName(value: unknown): string | undefined {
  if (typeof value === "string" && /^\d{1,4}$/.test(value)) return stubName(Number(value));
  if (typeof value === "string") return /^[A-Z][A-Z0-9_]{0,99}$/.test(value) ? value : undefined;
  if (typeof value !== "number" || value <= 0) return undefined;
  return names[value] ?? `notice ${value}`;
}
