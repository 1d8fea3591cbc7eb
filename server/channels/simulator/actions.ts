import { z } from "zod";
import type { ChannelActions, CheckResult } from "../channel.ts";
import { isChannelError } from "../channel-error.ts";
import type { GroupMemberChange } from "../group-actions.ts";
import { callSimulator, parseJson } from "./client.ts";
import { address } from "./send.ts";
import type { SimulatorSettings } from "./settings.ts";
import { groupAnswer, templatesAnswer } from "./wire.ts";

const lineAnswer = z.object({
  state: z.enum(["connecting", "qr", "open", "closed", "error"]),
  webhook: z.string().nullable(),
  error: z.string().optional(),
});
const qrAnswer = z.object({ qr: z.string(), expires_in: z.number() });

export const actions: Omit<ChannelActions<SimulatorSettings>, "pairingCode"> = {
  async typing(chat, state, settings) {
    await callSimulator(settings, {
      method: "PUT",
      path: "/v1/typing",
      body: { to: address(chat.to, chat.isGroup), state },
    });
  },

  async markRead(messages, _chat, settings) {
    const body = { message_ids: messages.map(({ id }) => id) };
    await callSimulator(settings, { method: "PUT", path: "/v1/read", body });
  },

  async edit(messageId, _chat, text, settings) {
    await callSimulator(settings, {
      method: "PATCH",
      path: `/v1/messages/${encodeURIComponent(messageId)}`,
      body: { text },
    });
  },

  async delete(messageId, _chat, settings) {
    await callSimulator(settings, { method: "DELETE", path: `/v1/messages/${encodeURIComponent(messageId)}` });
  },

  async subscribe({ url, headers }, settings) {
    await callSimulator(settings, { method: "PUT", path: "/v1/webhook", body: { url, headers } });
  },

  async templates(settings) {
    const { bytes } = await callSimulator(settings, { method: "GET", path: "/v1/templates" });
    return templatesAnswer.parse(parseJson(bytes)).templates;
  },

  check,

  async connection(settings) {
    const { state, error } = await readLine(settings);
    if (state !== "qr") return { state, ...(error ? { error } : {}) };
    const answer = await callSimulator(settings, { method: "GET", path: "/v1/line/qr", acceptStatus: 409 });
    // 409: a phone was linked between the two questions.
    if (answer.status === 409) return { state: "open" };
    const { qr, expires_in } = qrAnswer.parse(parseJson(answer.bytes));
    return { state: "qr", qr, expiresInSeconds: expires_in };
  },

  async logout(settings) {
    await callSimulator(settings, { method: "POST", path: "/v1/line/logout", acceptStatus: 409 });
  },

  async fetchMedia(mediaId, settings) {
    const path = `/v1/media/${encodeURIComponent(mediaId)}`;
    const { bytes, contentType } = await callSimulator(settings, { method: "GET", path, maxBytes: 110_000_000 });
    return { bytes, ...(contentType ? { contentType } : {}) };
  },

  async groupMembers(groupId, settings) {
    const { bytes } = await callSimulator(settings, {
      method: "GET",
      path: `/v1/groups/${encodeURIComponent(address(groupId, true))}`,
    });
    const { id: _, members, ...group } = groupAnswer.parse(parseJson(bytes));
    return { ...group, members: members.map(readMember) };
  },
};

const readLine = async (settings: SimulatorSettings) =>
  lineAnswer.parse(parseJson((await callSimulator(settings, { method: "GET", path: "/v1/line" })).bytes));

function readMember({ person, change, role }: z.infer<typeof groupAnswer>["members"][number]): GroupMemberChange {
  const identities = [{ kind: "phone" as const, value: `+${person.phone}` }];
  return { person: { identities, ...(person.name ? { name: person.name } : {}) }, change, ...(role ? { role } : {}) };
}

async function check(settings: SimulatorSettings): Promise<CheckResult[]> {
  try {
    const line = await readLine(settings);
    return [
      { name: "credentials", ok: true },
      line.state === "open"
        ? { name: "permission", ok: true }
        : { name: "permission", ok: false, detail: line.error ?? "The phone is not linked yet" },
      line.webhook
        ? { name: "webhook", ok: true, detail: line.webhook }
        : { name: "webhook", ok: false, detail: "The simulator does not post to this inbox yet" },
    ];
  } catch (error) {
    if (!isChannelError(error)) throw error;
    return [{ name: "credentials", ok: false, detail: error.message }];
  }
}
