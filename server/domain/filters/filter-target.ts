import type { attributeModels } from "#db/schema/custom-attribute-definitions.ts";
import type { Condition } from "./condition.ts";

/** Every operator a row may name (contract, conversations §3). */
export const filterOperators = [
  "equal_to",
  "not_equal_to",
  "contains",
  "does_not_contain",
  "starts_with",
  "is_present",
  "is_not_present",
  "is_greater_than",
  "is_less_than",
  "days_before",
] as const;
export type FilterOperator = (typeof filterOperators)[number];

export type AttributeModel = (typeof attributeModels)[number];

interface Attribute {
  /** What is compared: code of ours, never of the caller. */
  expression: Condition;
  operators: readonly FilterOperator[];
}

/** What rows can be asked about. The type says how values are read and compared. */
export type FilterAttribute =
  | (Attribute & {
      type: "text";
      /** Stored in one form: compared as it is, so that an index answers. */
      isExact?: boolean;
      /** Brings a given value into the stored form. */
      normalise?: (value: string) => string;
      /** An indexed text that contains this one: narrows the search before the comparison. */
      indexedIn?: Condition;
    })
  | (Attribute & {
      type: "choice";
      /** Value on the wire → stored value. */
      choices: Readonly<Record<string, string>>;
      /** A value that stands for all choices. */
      all?: string;
    })
  | (Attribute & { type: "id" | "number" | "time" | "date" | "flag" | "labels" });

/** Something that can be filtered: its attributes are data, and a new one is a line. */
export interface FilterTarget {
  attributes: Readonly<Record<string, FilterAttribute>>;
  /** Which `custom_attributes` keys of the account may be asked for, and where their values stand. */
  customAttributes: Readonly<Partial<Record<AttributeModel, Condition>>>;
  /** Whose custom attributes a row means that does not say. */
  model: AttributeModel;
  /** Further values of a row are ignored (contract, contacts §3). */
  takesFirstValue?: boolean;
}
