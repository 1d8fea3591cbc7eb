import type { DemoFile } from "./demo-files.ts";

/** The people who answer in the demo. */
export type Colleague = "olivia" | "bia" | "caio";

interface Timed {
  /** Minutes since the step before. */
  after: number;
}

interface Said extends Timed {
  text: string | null;
  /** Name by which later steps quote it or react to it. */
  as?: string;
  /** Name of the message it quotes. */
  to?: string;
  file?: DemoFile;
}

/** A customer writes; in groups `by` is the member's number. */
export interface CustomerMessage extends Said {
  kind: "customer";
  by?: string;
  location?: { latitude: number; longitude: number; name: string; address: string };
  contact?: { name: string; phone: string; vcard: string };
  poll?: { title: string; options: string[]; max_choices: number };
}

/** Somebody of the team writes to the customer, or a note for the team. */
export interface TeamMessage extends Said {
  kind: "team";
  who: Colleague;
  note?: true;
  /** The provider refuses it. */
  refused?: true;
}

/** An emoji on a message; `who` is a colleague, `by` a customer. */
export interface Reaction extends Timed {
  kind: "reaction";
  emoji: string;
  to: string;
  who?: Colleague;
  by?: string;
}

export type Step = CustomerMessage | TeamMessage | Reaction;

export interface Story {
  /** A customer's digits or a group's id. */
  chat: string;
  /** Minutes between the last step and the start of the demo. */
  ago: number;
  assignee?: Colleague;
  labels?: string[];
  priority?: "low" | "medium" | "high" | "urgent";
  end?: "resolved" | "pending" | { snoozedForHours: number };
  /** Nobody has looked at what the customer wrote last. */
  unread?: true;
  steps: Step[];
}

type Extra<T> = Partial<Omit<T, "kind" | "text">>;

export const says = (text: string | null, extra: Extra<CustomerMessage> = {}): CustomerMessage => ({
  kind: "customer",
  text,
  after: 2,
  ...extra,
});

export const answers = (who: Colleague, text: string | null, extra: Extra<TeamMessage> = {}): TeamMessage => ({
  kind: "team",
  who,
  text,
  after: 6,
  ...extra,
});

export const notes = (who: Colleague, text: string, extra: Extra<TeamMessage> = {}): TeamMessage => ({
  kind: "team",
  who,
  text,
  note: true,
  after: 2,
  ...extra,
});

export const reacts = (emoji: string, to: string, extra: Extra<Reaction> = {}): Reaction => ({
  kind: "reaction",
  emoji,
  to,
  after: 1,
  ...extra,
});
