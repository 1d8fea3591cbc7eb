import {
  type SeededAccount,
  seedBot,
  seedContact,
  seedConversation,
  seedInbox,
  seedMessage,
  seedNotification,
  seedPerson,
} from "#db/testing/seed.ts";
import { seedArticle, seedCategory, seedPortal } from "#db/testing/seed-help-center.ts";
import { seedScheduled, seedSeries } from "#db/testing/seed-scheduled.ts";
import {
  seedCannedResponse,
  seedCustomFilter,
  seedDashboardApp,
  seedLabel,
  seedTeam,
} from "#db/testing/seed-settings.ts";
import { runtime } from "../../runtime.ts";
import { encrypt } from "../../secrets.ts";

/** Where lists inside something look: a thread, a team, a person with many of everything. */
export interface FilledAccount {
  conversation_id: number;
  contactId: number;
  messageId: number;
  team_id: number;
  inbox_id: number;
  ruleId: number;
  portalSlug: string;
}

/** Gives an account `count` records of each kind that a list shows. */
export async function fillAccount(account: SeededAccount, count: number): Promise<FilledAccount> {
  const people = await many(count, (turn) => seedPerson(account.id, "agent", `Person ${turn}`));
  const memberIds = people.map((person) => person.id);
  const inboxes = await many(count, () => seedInbox(account.id, memberIds));
  const teams = await many(count, () => seedTeam(account.id, {}, memberIds));
  const [inbox, team] = [inboxes[0]?.id ?? 0, teams[0]?.id ?? 0];
  const place = { id: account.id, inbox: { id: inbox } };
  const thread = await seedConversation(place, { assigneeId: memberIds[0], labels: ["vip"] });
  const messages = await many(count, () =>
    seedMessage(account.id, thread, { senderType: "User", messageType: 1, senderId: memberIds[0] }),
  );
  for (const [turn, assigneeId] of memberIds.entries()) {
    const conversation = await seedConversation(place, {
      assigneeId,
      teamId: teams[turn]?.id,
      labels: [`label-${turn}`],
    });
    await seedContact(account.id, { name: "Maria", email: `maria-${turn}@example.com` });
    await runtime().sql`
      insert into inbox_members (account_id, inbox_id, user_id) values (${account.id}, ${account.inbox.id}, ${assigneeId})`;
    await seedMessage(account.id, conversation, { content: "Hello Maria" });
    await seedScheduled(account.id, conversation, { authorUserId: assigneeId });
    await seedNotification(account, account.admin.id, { conversationId: conversation.id });
  }
  await fillThread(account, thread, { messages, memberIds });
  const portalSlug = await fillSettings(account, count);
  const ruleId = await fillRecords(account, { conversationId: thread.id, count, inbox, userId: memberIds[0] ?? 0 });
  return {
    conversation_id: thread.displayId,
    contactId: thread.contactId,
    messageId: messages[0]?.id ?? 0,
    team_id: team,
    inbox_id: inbox,
    ruleId,
    portalSlug,
  };
}

async function fillThread(
  { id }: SeededAccount,
  thread: Awaited<ReturnType<typeof seedConversation>>,
  { messages, memberIds }: { messages: { id: number }[]; memberIds: number[] },
): Promise<void> {
  const { sql } = runtime();
  for (const [turn, userId] of memberIds.entries()) {
    const messageId = messages[turn]?.id ?? 0;
    await seedScheduled(id, thread, { authorUserId: userId });
    await seedSeries(id, thread, { authorUserId: userId });
    await seedConversation(
      { id, inbox: { id: thread.inboxId } },
      { contactId: thread.contactId, contactInboxId: thread.contactInboxId },
    );
    await sql`insert into conversation_participants (account_id, conversation_id, user_id) values (${id}, ${thread.id}, ${userId})`;
    await sql`insert into contact_notes (account_id, contact_id, user_id, content) values (${id}, ${thread.contactId}, ${userId}, 'Note')`;
    await sql`insert into attachments (account_id, message_id, conversation_id, file_type, fallback_title, meta)
      values (${id}, ${messageId}, ${thread.id}, 'contact', ${`+1202555${turn}`}, '{}')`;
    await sql`insert into csat_survey_responses (account_id, conversation_id, message_id, contact_id, inbox_id, assigned_agent_id, rating)
      values (${id}, ${thread.id}, ${messageId}, ${thread.contactId}, ${thread.inboxId}, ${userId}, 5)`;
    const reader = await seedContact(id, { name: `Reader ${turn}` });
    await sql`insert into message_receipts (account_id, message_id, contact_id, read_at) values (${id}, ${messages[0]?.id ?? 0}, ${reader.id}, now())`;
    await sql`insert into group_members (account_id, group_contact_id, contact_id) values (${id}, ${thread.contactId}, ${reader.id})`;
  }
}

/** @returns the slug of the portal that has many categories and articles */
async function fillSettings({ id, admin }: SeededAccount, count: number): Promise<string> {
  const { sql } = runtime();
  const portals = await many(count, () => seedPortal(id));
  const [portal] = portals;
  for (let turn = 0; turn < count; turn++) {
    await seedLabel(id);
    await seedCannedResponse(id, { content: "hi" });
    await seedCustomFilter(id, admin.id);
    await seedDashboardApp(id);
    await seedBot(id, `Bot ${turn}`);
    await seedCategory(id, portal?.id ?? 0);
    await seedArticle(id, portal?.id ?? 0, { authorId: admin.id });
    await sql`insert into webhooks (account_id, url, subscriptions, secret)
      values (${id}, ${`https://example.com/${turn}`}, '{message_created}', ${encrypt("secret")})`;
    await sql`insert into webhook_endpoints (account_id, target) values (${id}, ${`webhook:${turn}`})`;
    await sql`insert into macros (account_id, name, visibility, created_by_id, updated_by_id)
      values (${id}, 'Macro', 'global', ${admin.id}, ${admin.id})`;
    await sql`insert into custom_attribute_definitions (account_id, attribute_model, attribute_key, display_name)
      values (${id}, 'contact_attribute', ${`key_${turn}`}, 'Key')`;
    await sql`insert into contact_imports (account_id, user_id, file_name, storage_key) values (${id}, ${admin.id}, 'a.csv', 'x')`;
  }
  return portal?.slug ?? "";
}

/** @returns the rule with many runs */
async function fillRecords(
  { id }: SeededAccount,
  of: { conversationId: number; count: number; inbox: number; userId: number },
): Promise<number> {
  const { sql } = runtime();
  const rules = await sql<{ id: number }[]>`
    insert into automation_rules (account_id, name, event_name)
    select ${id}, 'Rule', 'message_created' from generate_series(1, ${of.count}) returning id`;
  const ruleId = Number(rules[0]?.id);
  await sql`insert into automation_runs (account_id, rule_id, event_id, conversation_id, outcome)
    select ${id}, ${ruleId}, n, ${of.conversationId}, 'done' from generate_series(1, ${of.count}) n`;
  await sql`insert into audit_logs (account_id, event_id, auditable_type, auditable_id, action, version, user_id)
    select ${id}, n, 'Label', n, 'create', 1, ${of.userId} from generate_series(1, ${of.count}) n`;
  await sql`insert into reporting_events
      (account_id, name, inbox_id, user_id, conversation_id, value, value_in_business_hours, event_start_time, event_end_time)
    select ${id}, 'first_response', ${of.inbox}, ${of.userId}, ${of.conversationId}, 60, 60, now(), now()
    from generate_series(1, ${of.count})`;
  return ruleId;
}

async function many<T>(count: number, make: (turn: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let turn = 0; turn < count; turn++) made.push(await make(turn));
  return made;
}
