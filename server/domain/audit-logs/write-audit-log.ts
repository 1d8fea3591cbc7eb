import type { RecordChange, RecordName } from "../../platform/events/event-types.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";

/** What the audit log tells of (contract, settings §15); the rest only concerns screens. */
const audited: ReadonlySet<RecordName> = new Set<RecordName>([
  "Account",
  "AccountUser",
  "AutomationRule",
  "Conversation",
  "Inbox",
  "InboxMember",
  "Macro",
  "Team",
  "TeamMember",
  "User",
  "Webhook",
]);

/** Writes the audit log. A repeat of an event writes nothing. */
export const writeAuditLog: Subscriber = {
  name: "audit_log",
  handles: ["record.changed"],
  async consume(events, tx) {
    const rows = events.flatMap(toRow);
    if (rows.length === 0) return;
    await tx.sql`
      insert into audit_logs (account_id, event_id, auditable_type, auditable_id, action, audited_changes, version, user_id, username,
        request_id, remote_address, created_at)
      select ${tx.accountId}, r.event_id, r.record, r.id, r.action, r.changes,
        (select count(*) from audit_logs l
          where l.account_id = ${tx.accountId} and l.auditable_type = r.record and l.auditable_id = r.id)
          + row_number() over (partition by r.record, r.id order by r.event_id),
        r.user_id, u.email, r.request_id, r.remote_address, r.created_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (event_id bigint, record text, id bigint, action text,
        changes jsonb, user_id bigint, request_id text, remote_address text, created_at timestamptz)
      left join users u on u.id = r.user_id
      order by r.event_id
      on conflict (account_id, event_id) do nothing`;
  },
};

type Row = RecordChange & { event_id: number; user_id: number | null; created_at: string };

function toRow(event: LoadedEvent): Row[] {
  if (event.type !== "record.changed" || !audited.has(event.data.record)) return [];
  const userId = event.actor?.kind === "user" ? Number(event.actor.userId) : null;
  return [{ ...event.data, event_id: event.id, user_id: userId, created_at: event.createdAt.toISOString() }];
}
