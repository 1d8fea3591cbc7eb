import type { Attributes } from "#db/schema/columns.ts";
import type { Channel } from "../../channels/channel.ts";
import { allChannels, findChannel, wireType } from "../../channels/registry.ts";
import { invalid } from "../../platform/app-error.ts";
import { parseFields } from "../../platform/http/validate.ts";
import { SECRET_MASK } from "./contract.ts";

/** What a caller wants an inbox to be made of. */
export interface RequestedChannel {
  channel: Channel;
  /** As given, not checked yet. */
  given: Attributes;
}

/**
 * Reads the `channel` of a request: ours, `{ key, settings }`, or the contract's, `{ type, provider, provider_config, … }`
 * (contract, inboxes §3).
 *
 * @throws invalid for a channel nobody has
 */
export function requestedChannel(request: Attributes | undefined): RequestedChannel {
  if (!request) throw invalid("channel", "Channel can't be blank");
  if (typeof request.key === "string") {
    const channel = findChannel(request.key);
    if (!channel) throw invalid("channel.key", "Channel key is not included in the list");
    return { channel, given: givenSettings(request) };
  }
  if (typeof request.type !== "string" || request.type === "")
    throw invalid("channel.type", "Channel type can't be blank");
  const ofType = allChannels().filter((channel) => wireType(channel) === request.type);
  if (ofType.length === 0) throw invalid("channel.type", "Channel type is not included in the list");
  const named = ofType.filter((channel) => !request.provider || namesOf(channel).includes(String(request.provider)));
  if (named.length !== 1) throw invalid("channel.provider", "Provider is not included in the list");
  return { channel: named[0] as Channel, given: givenSettings(request) };
}

/** Settings out of a `channel` object in either form: `settings`, or the contract's hashes and what stands beside them. */
export function givenSettings(request: Attributes): Attributes {
  const {
    key: _key,
    type: _type,
    provider: _provider,
    provider_config,
    additional_attributes,
    settings,
    ...beside
  } = request;
  return { ...beside, ...asHash(additional_attributes), ...asHash(provider_config), ...asHash(settings) };
}

/**
 * Checks settings against the channel's schema.
 *
 * @param stored  complete settings so far: what is not given, or given as the mask, stays
 * @throws invalid naming the fields
 */
export function checkedSettings(channel: Channel, given: Attributes, stored: Attributes = {}): Attributes {
  const isUnchanged = ([key, value]: [string, unknown]) =>
    channel.secrets.includes(key) && (value === SECRET_MASK || (value === "" && stored[key] !== undefined));
  const wanted = Object.fromEntries(Object.entries(given).filter((entry) => !isUnchanged(entry)));
  return parseFields(channel.settings, { ...stored, ...wanted }) as Attributes;
}

const namesOf = (channel: Channel): (string | undefined)[] => [channel.provider, channel.key];

const asHash = (value: unknown): Attributes =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Attributes) : {};
