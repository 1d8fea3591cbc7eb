import type { RunningSimulator } from "../channels/simulator/server/start-simulator.ts";
import { updateLastSeen } from "../domain/conversations/last-seen.ts";
import { createMessage } from "../domain/messages/create-message.ts";
import { drawFile } from "./demo-files.ts";
import type { Moved } from "./move-into-the-past.ts";
import type { Shop } from "./open-shop.ts";
import { settled } from "./settled.ts";
import { play } from "./start-demo-provider.ts";
import type { TeamMessage } from "./story.ts";
import type { DatedStep, Telling } from "./telling.ts";

/** A customer writes or reacts, at the provider. */
export async function playCustomer(provider: RunningSimulator, story: Telling, step: DatedStep): Promise<void> {
  if (step.kind === "team") throw new Error("A colleague does not write at the provider");
  const from = step.by ?? story.chat;
  if (step.kind === "reaction") {
    await play(provider, "reactions", { from, message_id: story.named.get(step.to), emoji: step.emoji });
    return;
  }
  const { text, to, as, file, at, location, contact, poll } = step;
  const drawn = file && (await drawFile(file));
  const { id } = await play<{ id: string }>(provider, "messages", {
    from,
    chat: story.chat,
    time: Math.floor(at.getTime() / 1000),
    text,
    quoted_id: to && story.named.get(to),
    location,
    contact,
    poll,
    ...(drawn && { attachments: [{ ...drawn, bytes: undefined, data: drawn.bytes.toString("base64") }] }),
  });
  if (as) story.named.set(as, id);
}

/** Somebody of the team answers, notes something down or reacts. @returns what is to be moved to its time */
export async function playColleague(
  { shop, provider, story }: { shop: Shop; provider: RunningSimulator; story: Telling },
  step: DatedStep,
): Promise<Moved[]> {
  if (step.kind === "customer" || !step.who || !story.conversation)
    throw new Error("A customer has no seat in the team");
  const ctx = shop.team[step.who];
  const at = { conversation_id: story.conversation.displayId };
  await updateLastSeen(ctx, at);
  const quoted = step.to ? { in_reply_to_external_id: story.named.get(step.to) } : {};
  if (step.kind === "reaction") {
    const { id } = await createMessage(ctx, {
      ...at,
      content: step.emoji,
      content_attributes: { ...quoted, is_reaction: true },
    });
    return [{ conversationId: story.conversation.id, fromMessageId: id, at: step.at }];
  }
  if (step.refused) await refuse(provider, true);
  const { id } = await createMessage(ctx, {
    ...at,
    content: step.text,
    private: step.note ?? false,
    content_attributes: quoted,
    attachments: step.file ? [await uploaded(step.file)] : [],
  });
  if (step.refused) await refuse(provider, false);
  const learn = step.as === undefined ? undefined : (sourceId: string) => void story.named.set(step.as ?? "", sourceId);
  return [{ conversationId: story.conversation.id, fromMessageId: id, at: step.at, learn }];
}

/** "This number is not on the network", for what is sent from now on. */
async function refuse(provider: RunningSimulator, isRefusing: boolean): Promise<void> {
  await settled(provider);
  await play(provider, "switches", { failWith: isRefusing ? 404 : 0 });
}

async function uploaded(file: NonNullable<TeamMessage["file"]>): Promise<File> {
  const { file_name, content_type, bytes } = await drawFile(file);
  return new File([new Uint8Array(bytes)], file_name, { type: content_type });
}
