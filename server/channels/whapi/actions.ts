import type { ChannelActions, CheckResult } from "../channel.ts";
import { ChannelError, isChannelError } from "../channel-error.ts";
import { asRecord, compact, own } from "../json-fields.ts";
import { chatId } from "./chat-id.ts";
import { callWhapi } from "./client.ts";
import { readHealth, readQr } from "./inbound/connection.ts";
import { readGroup } from "./inbound/group.ts";
import { asCount, asList, asText } from "./inbound/json-fields.ts";
import type { WhapiSettings } from "./settings.ts";
import { subscribe } from "./subscribe.ts";

const part = encodeURIComponent;

export const actions: Omit<ChannelActions<WhapiSettings>, "templates"> = {
  async typing(chat, state, settings) {
    const presence = state === "off" ? "pause" : state === "recording" ? "recording" : "typing";
    const path = `/presences/${part(chatId(chat.to, chat.isGroup))}`;
    await callWhapi(settings, { method: "PUT", path, body: { presence }, timeoutMs: 10_000, repeatable: true });
  },

  async markRead(messages, _chat, settings) {
    for (const id of new Set(messages.map((message) => message.id))) {
      await callWhapi(settings, { method: "PUT", path: `/messages/${part(id)}`, timeoutMs: 10_000, repeatable: true });
    }
  },

  async edit(messageId, chat, text, settings) {
    const body = { to: chatId(chat.to), body: text, edit: messageId };
    await callWhapi(settings, { method: "POST", path: "/messages/text", body, repeatable: true });
  },

  async delete(messageId, _chat, settings) {
    await callWhapi(settings, { method: "DELETE", path: `/messages/${part(messageId)}`, repeatable: true });
  },

  subscribe,
  check,
  connection,

  async pairingCode(phone, settings) {
    const { json } = await callWhapi(settings, {
      method: "GET",
      path: `/users/login/${part(phone.replace(/\D/g, ""))}`,
      repeatable: true,
    });
    const code = asText(own(json, "code"));
    if (!code) throw new ChannelError("refused", "The provider gave no pairing code");
    return { code };
  },

  async logout(settings) {
    // 409: it is logged out already.
    await callWhapi(settings, { method: "POST", path: "/users/logout", repeatable: true, acceptStatus: 409 });
  },

  async fetchMedia(mediaId, settings) {
    const path = `/media/${part(mediaId)}`;
    const { bytes, contentType } = await callWhapi(settings, {
      method: "GET",
      path,
      timeoutMs: 120_000,
      maxBytes: 110_000_000,
      repeatable: true,
    });
    return compact({ bytes, contentType });
  },

  async groupMembers(groupId, settings) {
    const { json } = await callWhapi(settings, {
      method: "GET",
      path: `/groups/${part(chatId(groupId, true))}`,
      repeatable: true,
    });
    const { members, membersAreComplete: _, ...group } = readGroup(json);
    return { ...group, members: members ?? [] };
  },
};

/** Lines of the test, in order; after the first that fails for want of credentials the rest is not tried. */
async function check(settings: WhapiSettings): Promise<CheckResult[]> {
  const credentials = await attempt("credentials", async () => {
    const { json } = await callWhapi(settings, { method: "GET", path: "/health", timeoutMs: 15_000, repeatable: true });
    const { state, error } = readHealth(json);
    const permission: CheckResult =
      state === "open"
        ? { name: "permission", ok: true }
        : { name: "permission", ok: false, detail: error ?? notLinked };
    return [{ name: "credentials", ok: true } as const, permission];
  });
  if (!credentials[0]?.ok) return credentials;
  const webhook = await attempt("webhook", async () => {
    const { json } = await callWhapi(settings, {
      method: "GET",
      path: "/settings",
      timeoutMs: 15_000,
      repeatable: true,
    });
    const url = (asList(own(json, "webhooks")) ?? [])
      .map((entry) => asText(own(asRecord(entry) ?? {}, "url")))
      .find(isReceiver);
    return [
      url
        ? { name: "webhook", ok: true, detail: url }
        : { name: "webhook", ok: false, detail: "The provider does not post to this inbox yet" },
    ];
  });
  return [...credentials, ...webhook];
}

const notLinked = "The phone is not linked yet";
const isReceiver = (url: string | undefined): url is string => url !== undefined && /\/webhooks\/whapi\//.test(url);

async function attempt(name: CheckResult["name"], work: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  try {
    return await work();
  } catch (error) {
    if (!isChannelError(error)) throw error;
    return [{ name, ok: false, detail: error.message }];
  }
}

/** State of the line, with a fresh QR code while no phone is linked. Asking wakes a sleeping line. */
async function connection(settings: WhapiSettings): ReturnType<ChannelActions<WhapiSettings>["connection"]> {
  const health = await callWhapi(settings, { method: "GET", path: "/health", repeatable: true });
  const state = readHealth(health.json);
  if (state.state !== "qr") return state;
  const login = await callWhapi(settings, { method: "GET", path: "/users/login", repeatable: true, acceptStatus: 409 });
  // 409: a phone was linked between the two questions.
  if (login.status === 409) return { state: "open" };
  const seconds = asCount(own(login.json, "expire"));
  return compact({ ...readQr(login.json), expiresInSeconds: seconds });
}
