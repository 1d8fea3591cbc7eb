/** What can be told about people, with their names joined by commas. */
type AboutPeople =
  | "group_added"
  | "group_joined_by_link"
  | "group_removed"
  | "group_promoted"
  | "group_demoted"
  | "group_requested"
  | "group_request_withdrawn";

/** What can be told about the group itself. */
type AboutGroup =
  | "group_created"
  | "group_description"
  | "group_description_removed"
  | "group_invite_reset"
  | "group_picture"
  | "group_picture_removed"
  | "group_announce_on"
  | "group_announce_off"
  | "group_restrict_on"
  | "group_restrict_off"
  | "group_approval_on"
  | "group_approval_off"
  | "group_add_all"
  | "group_add_admins";

/** Those that somebody does; joining, asking and leaving one does oneself. */
type WithAuthor =
  | AboutGroup
  | Exclude<AboutPeople, "group_joined_by_link" | "group_requested" | "group_request_withdrawn">;

/** What a thread tells about its group. Where the provider says who did it, the kind ends in `_by`. */
export type GroupActivity =
  | { kind: AboutPeople; names: string }
  | { kind: `${Extract<WithAuthor, AboutPeople>}_by`; names: string; by: string }
  | { kind: "group_subject"; to: string }
  | { kind: "group_subject_by"; to: string; by: string }
  | { kind: AboutGroup }
  | { kind: `${AboutGroup}_by` | "group_left_by"; by: string };

type Plain = "group_subject" | AboutGroup | AboutPeople;

/** A line, with its author when one is known and the kind has any. */
export function told(kind: Plain, by: string | null, values: { names?: string; to?: string } = {}): GroupActivity {
  const isOwnAct = kind === "group_joined_by_link" || kind === "group_requested" || kind === "group_request_withdrawn";
  return (by === null || isOwnAct ? { kind, ...values } : { kind: `${kind}_by`, by, ...values }) as GroupActivity;
}

/** One line about several people; none about nobody. */
export const toldAbout = (kind: AboutPeople, people: { name: string }[], by: string | null = null): GroupActivity[] =>
  people.length > 0 ? [told(kind, by, { names: [...new Set(people.map(({ name }) => name))].join(", ") })] : [];
