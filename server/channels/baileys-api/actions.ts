import type { ChannelActions, CheckResult } from "../channel.ts";
import { ChannelError, isChannelError } from "../channel-error.ts";
import { asRecord, compact, own } from "../json-fields.ts";
import { callGateway } from "./client.ts";
import { readGroup } from "./inbound/group.ts";
import { asList } from "./inbound/json-fields.ts";
import { chatJid, groupJid, phoneJid } from "./jid.ts";
import { messageKey } from "./message-key.ts";
import type { BaileysApiSettings } from "./settings.ts";

/** Files that the gateway keeps are named so. */
const MEDIA_ID = /^[A-Z0-9]{1,64}$/;

export const actions = {
  async typing(chat, state, settings) {
    const type = state === "on" ? "composing" : state === "off" ? "paused" : "recording";
    const body = { type, toJid: chatJid(chat.to, chat.isGroup) };
    await callGateway(settings, { method: "PATCH", path: "/presence", body, timeoutMs: 10_000, repeatable: true });
  },

  async markRead(messages, chat, settings) {
    if (!settings.mark_as_read) return;
    const incoming = new Map(messages.filter(({ fromMe }) => !fromMe).map((message) => [message.id, message]));
    if (incoming.size === 0) return;
    const keys = [...incoming.values()].map((message) => messageKey(message, chat));
    await callGateway(settings, {
      method: "POST",
      path: "/read-messages",
      body: { keys },
      timeoutMs: 15_000,
      repeatable: true,
    });
  },

  async edit(messageId, chat, text, settings) {
    const key = messageKey({ id: messageId, fromMe: true }, chat);
    const body = { jid: key.remoteJid, key, messageContent: { text } };
    await callGateway(settings, { method: "PATCH", path: "/messages", body, repeatable: true });
  },

  async delete(messageId, chat, settings) {
    const key = messageKey({ id: messageId, fromMe: true }, chat);
    await callGateway(settings, {
      method: "DELETE",
      path: "/messages",
      body: { jid: key.remoteJid, key },
      repeatable: true,
    });
  },

  /** Makes the connection, or gives the one there is our address; either way it tells its state by webhook. */
  async subscribe(target, settings) {
    const body = {
      clientName: "Parley",
      webhookUrl: target.url,
      webhookVerifyToken: settings.webhook_verify_token || target.secret,
      // Files are fetched one by one: a body that waits for a repeat shall not be 60 MB large.
      includeMedia: false,
      syncFullHistory: false,
      groupsEnabled: settings.groups_enabled,
      autoPresenceSubscribe: true,
    };
    await callGateway(settings, { method: "POST", path: "", body, repeatable: true });
  },

  check,

  async logout(settings) {
    // 404: there is no such connection any more.
    await callGateway(settings, { method: "DELETE", path: "", repeatable: true, acceptStatus: 404 });
  },

  async fetchMedia(mediaId, settings) {
    if (!MEDIA_ID.test(mediaId)) throw new ChannelError("refused", "The gateway has no file under this name");
    const { bytes, contentType } = await callGateway(settings, {
      method: "GET",
      path: `/media/${mediaId}`,
      isGlobal: true,
      timeoutMs: 120_000,
      maxBytes: 110_000_000,
      repeatable: true,
    });
    // Bytes of any kind are called a stream; the message says better what they are.
    return compact({
      bytes,
      contentType: contentType?.startsWith("application/octet-stream") ? undefined : contentType,
    });
  },

  async groupMembers(groupId, settings) {
    const query = { jid: groupJid(groupId) };
    const { value } = await callGateway(settings, { method: "GET", path: "/group-metadata", query, repeatable: true });
    const { members, membersAreComplete: _, ...group } = readGroup(asRecord(value) ?? {});
    return { ...group, members: members ?? [] };
  },
} satisfies Partial<ChannelActions<BaileysApiSettings>>;

/**
 * Lines of the test, in order. The key first; then whether the phone is linked, which only an open line can tell: it is asked
 * for its own number.
 */
async function check(settings: BaileysApiSettings): Promise<CheckResult[]> {
  const credentials = await attempt("credentials", () =>
    callGateway(settings, { method: "GET", path: "/status/auth", isGlobal: true, timeoutMs: 15_000, repeatable: true }),
  );
  if (!credentials.ok) return [credentials];
  const permission = await attempt("permission", async () => {
    const body = { jids: [phoneJid(settings.phone_number)] };
    const { value } = await callGateway(settings, {
      method: "POST",
      path: "/on-whatsapp",
      body,
      timeoutMs: 15_000,
      repeatable: true,
    });
    const [entry] = asList(value);
    if (own(asRecord(entry), "exists") === false) throw new ChannelError("refused", "This number is not on WhatsApp");
  });
  return [credentials, permission];
}

async function attempt(name: CheckResult["name"], work: () => Promise<unknown>): Promise<CheckResult> {
  try {
    await work();
    return { name, ok: true };
  } catch (error) {
    if (!isChannelError(error)) throw error;
    return { name, ok: false, detail: error.message };
  }
}
