import type { Channel } from "./channel.ts";

/** Every channel there is. A new one is a folder and a line here. */
const channels: Channel[] = [];

const byKey = new Map(channels.map((channel) => [channel.key, channel]));

/** The channel of an inbox, or undefined for a name nobody registered. */
export const findChannel = (key: string): Channel | undefined => byKey.get(key);

/** The channel of an inbox row. @throws for a key without adapter: the row was written by another version. */
export function getChannel(key: string): Channel {
  const channel = byKey.get(key);
  if (!channel) throw new Error(`No channel is registered as ${key}`);
  return channel;
}

export const allChannels = (): readonly Channel[] => channels;
