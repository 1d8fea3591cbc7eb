import { refused } from "../../platform/app-error.ts";

/** What may stand in one item of `content_attributes.items`, by content type (contract, messages §8). */
const itemKeys: Record<string, readonly string[]> = {
  input_select: ["title", "value"],
  cards: ["title", "description", "media_url", "actions"],
  form: ["type", "placeholder", "label", "name", "options", "default", "required", "pattern", "title", "pattern_error"],
  article: ["title", "description", "link"],
};
const actionKeys = ["text", "type", "payload", "uri"];

type Item = Record<string, unknown>;

/**
 * Checks the items of a message that asks for a choice or shows cards; other content types have none.
 *
 * @throws refused with the contract's sentences
 */
export function requireItems(contentType: string, given: unknown): void {
  const known = Object.hasOwn(itemKeys, contentType) ? itemKeys[contentType] : undefined;
  if (!known) return;
  const complaints = complaintsAbout(known, given, contentType === "cards");
  if (complaints.length > 0) {
    throw refused(`Validation failed: ${complaints.map((words) => `Content attributes ${words}`).join(", ")}`);
  }
}

function complaintsAbout(known: readonly string[], given: unknown, hasActions: boolean): string[] {
  if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) {
    return ["At least one item is required."];
  }
  if (!Array.isArray(given) || !given.every(isItem)) return ["Items should be a hash."];
  const strange = strangeKeys(given, known);
  return [
    ...(strange.length > 0 ? [`contains invalid keys for items : ${listed(strange)}`] : []),
    ...(hasActions ? complaintsAboutActions(given) : []),
  ];
}

function complaintsAboutActions(cards: Item[]): string[] {
  const actions = cards.map((card) => card.actions);
  if (!actions.every((list): list is Item[] => Array.isArray(list) && list.length > 0 && list.every(isItem))) {
    return ["contains items missing actions"];
  }
  const strange = strangeKeys(actions.flat(), actionKeys);
  return strange.length > 0 ? [`contains invalid keys for actions:  ${listed(strange)}`] : [];
}

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

const strangeKeys = (items: Item[], known: readonly string[]): string[] => [
  ...new Set(items.flatMap((item) => Object.keys(item)).filter((key) => !known.includes(key))),
];

/** As the reference writes them: `[:colour, :size]`. */
const listed = (keys: string[]): string => `[${keys.map((key) => `:${key}`).join(", ")}]`;
