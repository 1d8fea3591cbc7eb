import type { customAttributeDefinitions } from "#db/schema/custom-attribute-definitions.ts";
import { invalid } from "../../platform/app-error.ts";
import { contactFilter } from "../filters/contact-filter.ts";
import { conversationFilter } from "../filters/conversation-filter.ts";

const standardKeys = {
  conversation_attribute: new Set(Object.keys(conversationFilter.attributes)),
  contact_attribute: new Set(Object.keys(contactFilter.attributes)),
};

/**
 * Whether a custom attribute makes sense: its key is no standard attribute's, which filters would take for it (contract,
 * settings §7), and a pattern can be read. A list may wait for its choices: clients define it first and fill it later.
 *
 * @throws invalid naming the field
 */
export function checkDefinition(row: typeof customAttributeDefinitions.$inferSelect): void {
  if (standardKeys[row.attributeModel].has(row.attributeKey)) {
    throw invalid(
      "attribute_key",
      "Attribute key The provided key is not allowed as it might conflict with default attributes.",
    );
  }
  if (row.regexPattern !== null && !isPattern(row.regexPattern)) {
    throw invalid("regex_pattern", "Regex pattern is invalid");
  }
}

/** Written between slashes or not, as clients have it. */
function isPattern(text: string): boolean {
  const source = /^\/(.*)\/[a-z]*$/s.exec(text)?.[1] ?? text;
  try {
    return new RegExp(source) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
