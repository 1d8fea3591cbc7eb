import { asRecord, type Json, own } from "../../json-fields.ts";
import { asCount, asList, asText } from "./json-fields.ts";

/** Most options whose ids are kept; WhatsApp allows twelve. */
const MOST_OPTIONS = 100;

/** Totals of a poll, in the order of its options; an option without a name is left out. */
export function pollResults(poll: Json): { name: string; count: number }[] {
  return (asList(own(poll, "results")) ?? []).flatMap((element) => {
    const result = asRecord(element);
    const name = result && asText(own(result, "name"));
    return name ? [{ name, count: asCount(own(result, "count")) ?? 0 }] : [];
  });
}

/** Names of the options by their ids: a vote may name either. Undefined when there are no ids. */
export function pollOptionIds(poll: Json): Record<string, string> | undefined {
  const named = (asList(own(poll, "results")) ?? []).slice(0, MOST_OPTIONS).flatMap((element) => {
    const result = asRecord(element);
    const id = result && asText(own(result, "id"));
    const name = result && asText(own(result, "name"));
    return id && name ? [[id.slice(0, 255), name] as const] : [];
  });
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}
