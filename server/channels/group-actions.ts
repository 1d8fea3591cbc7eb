import type { InboundPerson } from "./inbound-person.ts";

/** What is known of a group; a missing part says nothing about it. */
export interface GroupState {
  name?: string;
  description?: string | null;
  settings?: GroupSettings;
  members?: GroupMemberChange[];
  /** Whoever is not among `members` is no member any more. */
  membersAreComplete?: boolean;
  /** Code of the invite link, without the address before it. */
  inviteCode?: string;
  picture?: "changed" | "removed";
  /** Who did it. Somebody whose own `remove` this is has left. */
  by?: InboundPerson;
  /** The group was made just now, or we were taken into it. */
  isNew?: boolean;
  /** What is named was switched just now: news also of a group about which nothing was known. */
  isChange?: boolean;
}

/** Wire names of the group flags (contract, groups §1). */
export type GroupSettings = Partial<
  Record<"announce" | "restrict" | "join_approval_mode" | "member_add_mode", boolean>
>;

export interface GroupMemberChange {
  person: InboundPerson;
  change: "present" | "add" | "remove" | "promote" | "demote" | "request" | "revoke_request";
  role?: "member" | "admin";
  /** What the provider calls the way they came or ask to come (`invite_link`, …). */
  method?: string;
}

/** A person as group calls name them: every address we know, best first where the provider has a preference. */
export interface GroupPerson {
  /** E.164 with `+`. */
  phone?: string;
  /** Bare digits. */
  lid?: string;
  providerId?: string;
}

/**
 * What became of one person in a call for several. `code` is the provider's or the network's number for it (403: lets nobody add
 * them, 404: not there, 406: made the group, 408: left a moment ago, 409: is in already), `reason` its words.
 */
export interface GroupPersonResult {
  person: GroupPerson;
  ok: boolean;
  code?: string;
  reason?: string;
}

export interface GroupJoinRequest {
  person: InboundPerson;
  /** Milliseconds since 1970; null when the provider does not say. */
  at: number | null;
  /** What the provider calls the way they came (`invite_link`, …). */
  method?: string;
}

/** A group as those see it who have its invite link. */
export interface GroupPreview {
  name: string;
  description: string | null;
  /** Null when the provider does not say. */
  memberCount: number | null;
}

/**
 * What groups can be asked at the provider. `groupId` is the `source_id` of the group's contact inbox. All throw
 * `ChannelError`; a call for several people never fails for one of them, it says so in that person's result.
 */
export interface GroupActions<Settings> {
  /** `groupId` is the provider's whole id, as inbound chats have it. */
  create(
    group: { subject: string; people: GroupPerson[] },
    settings: Settings,
  ): Promise<{ groupId: string; results: GroupPersonResult[] }>;
  changeMembers(
    groupId: string,
    change: { what: "add" | "remove" | "promote" | "demote"; people: GroupPerson[] },
    settings: Settings,
  ): Promise<GroupPersonResult[]>;
  changeInfo(groupId: string, info: { subject?: string; description?: string }, settings: Settings): Promise<void>;
  changePicture(groupId: string, picture: { bytes: Buffer; contentType: string }, settings: Settings): Promise<void>;
  /** The picture as it is now; null when there is none. */
  picture(groupId: string, settings: Settings): Promise<{ bytes: Buffer } | null>;
  changeSettings(groupId: string, change: GroupSettings, settings: Settings): Promise<void>;
  /** Code of the invite link, without the address before it. */
  inviteCode(groupId: string, settings: Settings): Promise<string>;
  /** Makes the old link useless; returns the new code. */
  resetInvite(groupId: string, settings: Settings): Promise<string>;
  /** What can be seen of a group before joining it. */
  previewInvite(inviteCode: string, settings: Settings): Promise<GroupPreview>;
  /** Joins with our own number; null while an admin has to agree. */
  join(inviteCode: string, settings: Settings): Promise<{ groupId: string | null }>;
  joinRequests(groupId: string, settings: Settings): Promise<GroupJoinRequest[]>;
  answerJoinRequests(
    groupId: string,
    answer: { what: "approve" | "reject"; people: GroupPerson[] },
    settings: Settings,
  ): Promise<GroupPersonResult[]>;
  leave(groupId: string, settings: Settings): Promise<void>;
}

export type GroupActionName = keyof GroupActions<unknown>;
