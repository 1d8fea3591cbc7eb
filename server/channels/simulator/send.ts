import { z } from "zod";
import type { OutboundMessage, SendReceipt } from "../channel.ts";
import { ChannelError } from "../channel-error.ts";
import { callSimulator, parseJson } from "./client.ts";
import type { SimulatorSettings } from "./settings.ts";
import type { SendRequest } from "./wire.ts";

/** Sends a message or a reaction. Our id is the key by which the simulator knows a repeat. @throws ChannelError */
export async function send(message: OutboundMessage, settings: SimulatorSettings): Promise<SendReceipt> {
  if (message.kind === "reaction") return react(message, settings);
  const body = await requestBody(message);
  const { bytes } = await callSimulator(settings, { method: "POST", path: "/v1/messages", body });
  const answer = z.object({ id: z.string().min(1) }).safeParse(parseJson(bytes));
  if (!answer.success) throw new ChannelError("unknown", "The simulator's answer names no message");
  return { providerMessageId: answer.data.id };
}

async function react(message: OutboundMessage, settings: SimulatorSettings): Promise<SendReceipt> {
  if (!message.quotedId) throw new ChannelError("refused", "A reaction needs a message to react to");
  const path = `/v1/messages/${encodeURIComponent(message.quotedId)}/reaction`;
  await callSimulator(settings, { method: "PUT", path, body: { emoji: message.text ?? "" } });
  return { providerMessageId: `reaction-${message.id}` };
}

async function requestBody(message: OutboundMessage): Promise<SendRequest> {
  const attachments = [];
  for (const file of message.attachments) {
    const data = (await file.bytes()).toString("base64");
    attachments.push({
      kind: file.kind,
      file_name: file.fileName,
      content_type: file.contentType,
      seconds: file.seconds,
      data,
    });
  }
  return {
    idempotency_key: message.id,
    to: address(message.to, message.isGroup),
    text: message.text,
    quoted_id: message.quotedId,
    mentions: message.mentions,
    attachments,
    location: message.location,
    contact: message.contact,
    template: message.template,
    poll: message.poll && {
      title: message.poll.title,
      options: message.poll.options,
      max_choices: message.poll.maxChoices,
    },
  };
}

/** Groups are addressed by their whole id; a `source_id` has it without the suffix. */
export const address = (to: string, isGroup = false): string =>
  !to.includes("@") && (isGroup || to.includes("-") || to.length > 15) ? `${to}@g.us` : to;
