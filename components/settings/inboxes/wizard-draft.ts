import type { Checks } from "../../data/inbox-connection.ts";
import type { FieldValues } from "./channel-draft.ts";
import type { FieldProblems } from "./field-problems.ts";

/** What was filled in for one channel, and what is known about it. */
export interface WizardDraft {
  name: string;
  values: FieldValues;
  problems: FieldProblems;
  /** Of exactly these values; null when they were not tested. */
  checks: Checks | null;
  /** It was filled in before the page was loaded: its secrets are missing. */
  kept: boolean;
}

export const emptyDraft: WizardDraft = { name: "", values: {}, problems: {}, checks: null, kept: false };

/** Would something be lost? */
export const isTouched = ({ name, values }: WizardDraft): boolean =>
  name !== "" || Object.values(values).some((value) => value !== "");

/** The draft with one field changed: its problem is gone until somebody looks again, and so is the test. */
export function withValue(draft: WizardDraft, key: string, value: string): WizardDraft {
  const { [key]: _solved, ...problems } = draft.problems;
  return { ...draft, values: { ...draft.values, [key]: value }, problems, checks: null };
}

/** The same for the name, which the channel does not know. */
export function withName(draft: WizardDraft, name: string): WizardDraft {
  const { name: _solved, ...problems } = draft.problems;
  return { ...draft, name, problems };
}
