import type { ChannelField } from "./channel-draft.ts";
import { emptyDraft, isTouched, type WizardDraft } from "./wizard-draft.ts";

/** What was filled in, by the key of the channel. */
export type WizardDrafts = Readonly<Record<string, WizardDraft>>;

interface FormOfChannel {
  key: string;
  fields: readonly Pick<ChannelField, "key" | "kind">[];
}

/**
 * Drafts as text that a browser may keep: names and values without secrets, which belong in no storage a page can read.
 *
 * @param channels  whose fields say what is secret; a draft of an unknown channel is left out
 * @returns null when there is nothing worth keeping
 */
export function keepDrafts(drafts: WizardDrafts, channels: readonly FormOfChannel[]): string | null {
  const kept = channels.flatMap(({ key, fields }) => {
    const draft = drafts[key];
    if (!draft) return [];
    const open = fields.filter((field) => field.kind !== "secret" && draft.values[field.key]);
    const values = Object.fromEntries(open.map((field) => [field.key, draft.values[field.key]]));
    const rest = { ...emptyDraft, name: draft.name, values } as WizardDraft;
    return isTouched(rest) ? [[key, { name: rest.name, values }] as const] : [];
  });
  return kept.length > 0 ? JSON.stringify(Object.fromEntries(kept)) : null;
}

/** The reverse. What another version left behind, or nobody understands, counts as nothing. */
export function readKeptDrafts(text: string | null): WizardDrafts {
  const kept = Object.entries(asRecord(parse(text)));
  return Object.fromEntries(
    kept.map(([key, draft]) => {
      const { name, values } = asRecord(draft);
      const texts = Object.entries(asRecord(values)).filter(([, value]) => typeof value === "string");
      return [
        key,
        { ...emptyDraft, name: typeof name === "string" ? name : "", values: Object.fromEntries(texts), kept: true },
      ];
    }),
  ) as WizardDrafts;
}

/** Would a reload lose something? Only secrets are not kept. */
export function hasUnkept(drafts: WizardDrafts, channels: readonly FormOfChannel[]): boolean {
  return channels.some(({ key, fields }) =>
    fields.some((field) => field.kind === "secret" && Boolean(drafts[key]?.values[field.key])),
  );
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "{}");
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
