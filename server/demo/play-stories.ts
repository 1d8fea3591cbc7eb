import type { RunningSimulator } from "../channels/simulator/server/start-simulator.ts";
import { assignConversation } from "../domain/conversations/assign-conversation.ts";
import { updateLastSeen } from "../domain/conversations/last-seen.ts";
import { setLabels } from "../domain/conversations/set-labels.ts";
import { togglePriority } from "../domain/conversations/set-priority.ts";
import { toggleStatus } from "../domain/conversations/toggle-status.ts";
import { runtime } from "../platform/runtime.ts";
import { type Moved, moveIntoThePast } from "./move-into-the-past.ts";
import type { Shop } from "./open-shop.ts";
import { playColleague, playCustomer } from "./play-steps.ts";
import { settled } from "./settled.ts";
import { play } from "./start-demo-provider.ts";
import type { Story } from "./story.ts";
import { beginTelling, type Telling } from "./telling.ts";

/**
 * Tells all stories at once, turn by turn: first every customer writes, then every colleague answers. Customers' messages carry their
 * time from the provider; what colleagues did just now is moved to its time after each turn.
 */
export async function playStories(shop: Shop, provider: RunningSimulator, stories: Story[]): Promise<void> {
  const startedAt = new Date(Date.now() - 1_000);
  const told = stories.map((story) => beginTelling(story, startedAt)).sort((a, b) => firstAt(a) - firstAt(b));
  await introduceGroups(provider);
  const longest = Math.max(...told.map(({ turns }) => turns.length));
  for (let turn = 0; turn < longest; turn++) {
    const speaking = told.filter(({ turns }) => turns[turn]);
    const moved =
      turn % 2 === 0
        ? await customersTurn(shop, provider, { speaking, turn })
        : await colleaguesTurn(shop, provider, { speaking, turn });
    await moveIntoThePast(shop.accountId, startedAt, moved);
  }
  for (const story of told) await finish(shop, story);
  await settled(provider);
  await moveIntoThePast(
    shop.accountId,
    startedAt,
    told.flatMap((story) => whole(story, story.endedAt)),
  );
}

const firstAt = ({ turns }: Telling): number => turns[0]?.[0]?.at.getTime() ?? 0;

async function introduceGroups(provider: RunningSimulator): Promise<void> {
  for (const group of provider.state.groups.values()) {
    const members = [...group.members.keys()].filter((phone) => phone !== provider.state.phone);
    await play(provider, "groups", { id: group.id, name: group.name, description: group.description, members });
  }
}

interface Turn {
  speaking: Telling[];
  turn: number;
}

async function customersTurn(shop: Shop, provider: RunningSimulator, { speaking, turn }: Turn): Promise<Moved[]> {
  for (const story of speaking) {
    if (turn > 0) await play(provider, "reads", { chat: story.chat });
    for (const step of story.turns[turn] ?? []) await playCustomer(provider, story, step);
  }
  await settled(provider);
  if (turn === 0) await findConversations(shop, speaking);
  return speaking.flatMap((story) => whole(story, story.turns[turn]?.at(-1)?.at));
}

async function colleaguesTurn(shop: Shop, provider: RunningSimulator, { speaking, turn }: Turn): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const story of speaking) {
    const steps = story.turns[turn] ?? [];
    moved.push(...whole(story, minuteBefore(steps[0]?.at)));
    if (turn === 1) await takeOver(shop, story);
    for (const step of steps) moved.push(...(await playColleague({ shop, provider, story }, step)));
  }
  await settled(provider);
  await learnProviderIds(shop, moved);
  return moved;
}

/** Everything of a conversation that is younger than the demo belongs to this time. */
const whole = ({ conversation }: Telling, at: Date | undefined): Moved[] =>
  conversation && at ? [{ conversationId: conversation.id, fromMessageId: 0, at }] : [];

const minuteBefore = (at: Date | undefined): Date | undefined => at && new Date(at.getTime() - 60_000);

async function findConversations(shop: Shop, stories: Telling[]): Promise<void> {
  const rows = await runtime().sql<{ id: number; displayId: number; sourceId: string }[]>`
    select c.id, c.display_id as "displayId", ci.source_id as "sourceId"
    from conversations c join contact_inboxes ci on ci.account_id = c.account_id and ci.id = c.contact_inbox_id
    where c.account_id = ${shop.accountId}`;
  for (const story of stories) {
    const sourceId = story.chat.replace(/@.*/, "");
    const row = rows.find((candidate) => candidate.sourceId === sourceId);
    if (!row) throw new Error(`The demo's customer ${story.chat} has no conversation`);
    story.conversation = { id: row.id, displayId: row.displayId };
  }
}

/** Quotes and reactions name messages by the provider's id, which came with the delivery. */
async function learnProviderIds(shop: Shop, moved: Moved[]): Promise<void> {
  const waiting = moved.filter(({ learn }) => learn);
  const rows = await runtime().sql<{ id: number; sourceId: string | null }[]>`
    select id, source_id as "sourceId" from messages
    where account_id = ${shop.accountId} and id = any(${waiting.map(({ fromMessageId }) => fromMessageId)}::bigint[])`;
  for (const { fromMessageId, learn } of waiting) {
    const sourceId = rows.find(({ id }) => id === fromMessageId)?.sourceId;
    if (sourceId) learn?.(sourceId);
  }
}

/** What a colleague does before the first answer. */
async function takeOver(shop: Shop, { assignee, labels, priority, conversation }: Telling): Promise<void> {
  if (!conversation) return;
  const ctx = shop.team[assignee ?? "olivia"];
  const at = { conversation_id: conversation.displayId };
  if (assignee) await assignConversation(ctx, { ...at, assignee_id: shop.team[assignee].actor.userId });
  if (labels) await setLabels(ctx, { ...at, labels });
  if (priority) await togglePriority(ctx, { ...at, priority });
}

async function finish(shop: Shop, story: Telling): Promise<void> {
  const { conversation, turns, assignee, end, unread } = story;
  if (!conversation) return;
  if (turns.length === 1) await takeOver(shop, story);
  const ctx = shop.team[assignee ?? "olivia"];
  const at = { conversation_id: conversation.displayId };
  if (!unread) await updateLastSeen(ctx, at);
  if (typeof end === "string") await toggleStatus(ctx, { ...at, status: end });
  else if (end)
    await toggleStatus(ctx, {
      ...at,
      status: "snoozed",
      snoozed_until: Math.floor(Date.now() / 1000) + end.snoozedForHours * 3600,
    });
}
