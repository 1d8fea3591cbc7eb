import { attributeHash } from "../../../platform/contract/fields.ts";

const LONGEST_TEXT = 1500;
const LARGEST_NUMBER = 9_999_999_999;

/** Free attributes within the limits of the contract (conventions §4). */
export const limitedAttributes = attributeHash
  .refine(
    (hash) => Object.values(hash).every((value) => typeof value !== "string" || value.length <= LONGEST_TEXT),
    `is too long (maximum is ${LONGEST_TEXT} characters)`,
  )
  .refine(
    (hash) => Object.values(hash).every((value) => typeof value !== "number" || Math.abs(value) <= LARGEST_NUMBER),
    `must be less than or equal to ${LARGEST_NUMBER}`,
  );
