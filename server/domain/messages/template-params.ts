import type { OutboundMessage } from "../../channels/channel.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The template that `template_params` of a message name (contract, messages §6): the current form `{body: {…}}`, or the older one in
 * which the values stand by themselves, as an object or a list.
 *
 * @returns null when they name none
 */
export function templateOf(params: Record<string, unknown> | null): NonNullable<OutboundMessage["template"]> | null {
  if (!params || typeof params.name !== "string" || params.name === "") return null;
  const given = params.processed_params;
  const values = isObject(given) && isObject(given.body) ? given.body : given;
  const entries = Array.isArray(values)
    ? values.map((value, place): [string, unknown] => [String(place + 1), value])
    : Object.entries(isObject(values) ? values : {});
  return {
    name: params.name,
    language: typeof params.language === "string" && params.language !== "" ? params.language : "en",
    body: Object.fromEntries(entries.flatMap(([name, value]) => (isSimple(value) ? [[name, String(value)]] : []))),
  };
}

const isSimple = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";
