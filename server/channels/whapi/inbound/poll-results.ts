import { asCount, asList, asRecord, asText, type Json, own } from "./json-fields.ts";

/** Totals of a poll, in the order of its options; an option without a name is left out. */
export function pollResults(poll: Json): { name: string; count: number }[] {
  return (asList(own(poll, "results")) ?? []).flatMap((element) => {
    const result = asRecord(element);
    const name = result && asText(own(result, "name"));
    return name ? [{ name, count: asCount(own(result, "count")) ?? 0 }] : [];
  });
}
