import type { House } from "./open-house.ts";

/** A group as its provider has it. */
export interface PlayedGroup {
  id: string;
  /** Digits of the number → what they are in the group; our own number is among them. */
  members: Map<string, "member" | "admin">;
  onlyAdminsWrite: boolean;
  approvesNew: boolean;
}

/** Somebody on a phone. */
export interface Member {
  name: string;
  /** Digits. */
  phone: string;
}

/**
 * What a journey through groups needs from the other side: the people in them, and the provider's own view. One for each channel;
 * the journey itself does not know which one it has.
 */
export interface GroupProvider {
  /** The inbox that is connected to it. */
  inboxName: string;
  /** Digits of the inbox's own number. */
  phone: string;
  /** Null until there is one of this name. */
  group(name: string): PlayedGroup | null;
  /** They have a phone on this network. */
  meets(people: Member[]): void;
  /** From now on nobody can add them to groups. */
  refuses(person: Member): void;
  /** They follow the invite link of a group whose admins let people in. */
  asksToJoin(groupId: string, person: Member): Promise<void>;
  /** They write in a group. `@us` and `@<digits>` become mentions in the provider's form. */
  writes(groupId: string, person: Member, text: string): Promise<void>;
  /** How the provider's texts and lists of mentions name somebody. */
  mention(person: Member): { inText: string; inList: string };
  /** What the inbox sent into a group, oldest first. */
  sentTo(groupId: string): { text: string; mentions: string[] }[];
  /** Requests that the provider's published description does not allow, and webhooks that nobody took. */
  problems(): string[];
  close(): Promise<void>;
}

export type OpenGroupProvider = (house: House, phone: string) => Promise<GroupProvider>;

/** Words with `@` in a text: digits of people, or `us`. */
export const mentionedIn = (text: string): string[] => [...text.matchAll(/@(us|\d+)/g)].flatMap(([, who]) => who ?? []);
