import { api } from "./api/index.ts";
import { baileysApi } from "./baileys-api/index.ts";
import type { Channel } from "./channel.ts";
import { simulator } from "./simulator/index.ts";
import { website } from "./website/index.ts";
import { whapi } from "./whapi/index.ts";

/** Every channel there is. A new one is a folder and a line here. */
const channels: Channel[] = [listed(whapi), listed(baileysApi), listed(api), listed(website), listed(simulator)];

const byKey = new Map(channels.map((channel) => [channel.key, channel]));

/** The channel of an inbox, or undefined for a name nobody registered. */
export const findChannel = (key: string): Channel | undefined => byKey.get(key);

/** The channel of an inbox row. @throws for a key without adapter: the row was written by another version. */
export function getChannel(key: string): Channel {
  const channel = byKey.get(key);
  if (!channel) throw new Error(`No channel is registered as ${key}`);
  return channel;
}

/** The contract's word for what a channel is in requests and webhook addresses: the name after the colons, in snake case. */
export const wireType = (channel: Channel): string =>
  (channel.type.split("::")[1] ?? channel.type).replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();

/** Channels that providers may post to at `/webhooks/<name>/…`: the one with this key, else all of this wire type. */
export function channelsPostedTo(name: string): Channel[] {
  const own = byKey.get(name);
  return (own ? [own] : channels.filter((channel) => wireType(channel) === name)).filter(({ webhook }) => webhook);
}

export const allChannels = (): readonly Channel[] => channels;

/** Callers pass settings that this channel's own schema has parsed; which type that is, only the channel knows. */
function listed<Settings>(channel: Channel<Settings>): Channel {
  return channel as unknown as Channel;
}
