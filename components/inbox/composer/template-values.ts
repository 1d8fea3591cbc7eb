import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;

/** Names of the values a template's body needs, each once, in the order in which they are read. */
export const placesOf = ({ body }: Pick<MessageTemplate, "body">): string[] => [
  ...new Set([...body.matchAll(PLACE)].flatMap(([, name]) => name ?? [])),
];

/** The body with the values it has so far; what is missing stays as its place. */
export const filledIn = ({ body }: Pick<MessageTemplate, "body">, values: Readonly<Record<string, string>>): string =>
  body.replaceAll(PLACE, (place, name: string) => values[name]?.trim() || place);

/** The whole text, with header and footer. */
export const templateText = (template: MessageTemplate, values: Readonly<Record<string, string>>): string =>
  [template.header, filledIn(template, values), template.footer].filter(Boolean).join("\n\n");

/** What goes to the server (contract, messages §6). */
export const templateParams = (
  { name, language, category }: MessageTemplate,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> => ({
  name,
  language,
  category,
  processed_params: { body: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) },
});

/** Templates whose name, text, language or category has all the words. */
export function templatesWith(words: string, templates: readonly MessageTemplate[]): MessageTemplate[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter(({ name, body, language, category }) => {
    const text = [name, name.replaceAll("_", " "), body, language, category].join(" ").toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
