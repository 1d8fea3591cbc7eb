import { createHmac } from "node:crypto";
import type { inboxes } from "#db/schema/inboxes.ts";
import type { Channel } from "../../channels/channel.ts";
import { getChannel } from "../../channels/registry.ts";
import { decrypt, encrypt } from "../../platform/secrets.ts";

export type InboxRow = typeof inboxes.$inferSelect;

export interface ChannelSettings {
  channel: Channel;
  /** Complete, secrets decrypted: for calling the channel, never for answers. */
  settings: Record<string, unknown>;
}

/** The adapter of an inbox and its settings: the only place that decrypts them. */
export function channelSettings(inbox: Pick<InboxRow, "channel" | "settings" | "secrets">): ChannelSettings {
  const secrets = inbox.secrets ? (JSON.parse(decrypt(inbox.secrets)) as Record<string, unknown>) : {};
  return { channel: getChannel(inbox.channel), settings: { ...inbox.settings, ...secrets } };
}

/** Splits complete settings into what is stored in the open and what is stored encrypted. */
export function storedSettings(channel: Channel, settings: Record<string, unknown>) {
  const isSecret = ([key]: [string, unknown]) => channel.secrets.includes(key);
  const secrets = Object.entries(settings).filter((entry) => isSecret(entry));
  return {
    settings: Object.fromEntries(Object.entries(settings).filter((entry) => !isSecret(entry))),
    secrets: secrets.length > 0 ? encrypt(JSON.stringify(Object.fromEntries(secrets))) : null,
  };
}

/** What the provider must send along to be believed; another one than the token that people see. */
export const webhookSecret = (inbox: Pick<InboxRow, "hmacToken">): string =>
  createHmac("sha256", decrypt(inbox.hmacToken)).update("webhook").digest("hex");
