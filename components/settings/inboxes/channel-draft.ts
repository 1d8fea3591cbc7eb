import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";

export type ChannelField = AvailableChannel["fields"][number];

/** What stands in the form, by the key of the setting. */
export type FieldValues = Readonly<Record<string, string>>;

/** What a new inbox is made of: empty fields are left out, so that the channel's own defaults hold. */
export function givenValues(fields: readonly ChannelField[], values: FieldValues): Record<string, string> {
  const given = fields.map(({ key }) => [key, (values[key] ?? "").trim()] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

/**
 * What the form shows of settings that are stored. Secrets come masked and are shown as nothing.
 *
 * @param stored  `settings` of an inbox
 */
export function storedValues(
  fields: readonly ChannelField[],
  stored: Readonly<Record<string, unknown>> | null,
): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ key, kind }) => {
      const value = kind === "secret" ? null : stored?.[key];
      return [key, value === null || value === undefined ? "" : String(value)];
    }),
  );
}

/** What differs from what is stored; an emptied field is sent empty, an empty secret stays as it is. */
export function changedValues(
  fields: readonly ChannelField[],
  values: FieldValues,
  stored: FieldValues,
): Record<string, string> {
  const now = fields.map(({ key }) => [key, (values[key] ?? "").trim()] as const);
  return Object.fromEntries(now.filter(([key, value]) => value !== (stored[key] ?? "")));
}
