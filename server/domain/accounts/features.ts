/** What every account has, by the names that clients of the contract know. */
const productFeatures = [
  "agent_bots",
  "agent_management",
  "audit_logs",
  "auto_resolve_conversations",
  "automations",
  "canned_responses",
  "custom_attributes",
  "help_center",
  "inbox_management",
  "integrations",
  "labels",
  "macros",
  "reports",
  "team_management",
  "voice_recorder",
] as const;

/**
 * The flags of an account (contract, settings §1).
 *
 * @param switched  what provisioning software has set, by name; it wins
 */
export function enabledFeatures(switched: unknown): Record<string, boolean> {
  const set = Object.entries((switched ?? {}) as Record<string, unknown>).map(([name, on]) => [name, on === true]);
  return { ...Object.fromEntries(productFeatures.map((name) => [name, true])), ...Object.fromEntries(set) };
}
