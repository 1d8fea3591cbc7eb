/**
 * A contact, by every name the provider gave. At least one identity; a phone may be missing. Phones are E.164 with `+`,
 * LIDs bare digits, the others as the provider has them.
 */
export interface InboundPerson {
  identities: { kind: "phone" | "lid" | "username" | "provider_id"; value: string }[];
  /** Name the person gave; empty when unknown. */
  name?: string;
  avatarUrl?: string;
}
