/** Old and new value of each changed field, by its name on the wire; with `updated_at` where a single record was changed. */
export type Changed = Record<string, [before: unknown, after: unknown]>;

/**
 * The whole vocabulary of events: name → what the row holds. Thin on purpose: readers load the current resource, and
 * its `revision` makes their order irrelevant. Ids are database ids.
 */
export interface EventTypes {
  "message.created": { message_id: number; conversation_id: number; echo_id?: string };
  "message.updated": { message_id: number; conversation_id: number; changed?: Changed };
  "conversation.created": { conversation_id: number };
  "conversation.updated": { conversation_id: number; changed: Changed };
  "conversation.status_changed": { conversation_id: number; changed: Changed };
  "assignee.changed": { conversation_id: number; changed: Changed };
  /** A person of the team answered; `waiting_since` is ISO, since when the customer had waited. */
  "reply.created": { conversation_id: number; message_id: number; waiting_since: string | null; is_first: boolean };
  "conversation.read": { conversation_id: number };
  "conversation.contact_changed": { conversation_id: number; changed: Changed };
  "conversation.mentioned": { conversation_id: number; message_id: number; user_id: number };
  "conversation.participants_changed": { conversation_id: number; user_ids: number[] };
  "conversation.deleted": { conversation_id: number; display_id: number; inbox_id: number };
  /** A visitor opened the page of a website inbox, or its script told of something. */
  "webwidget.triggered": { contact_inbox_id: number; event_info: Record<string, unknown> };
  "scheduled_message.created": { scheduled_message_id: number; conversation_id: number };
  "scheduled_message.updated": { scheduled_message_id: number; conversation_id: number };
  /** Its time came and it did not go out, or the provider refused it afterwards. */
  "scheduled_message.failed": { scheduled_message_id: number; conversation_id: number };
  /** `resource` is what it was: it cannot be loaded any more. */
  "scheduled_message.deleted": {
    scheduled_message_id: number;
    conversation_id: number;
    inbox_id: number;
    team_id: number | null;
    resource: Record<string, unknown>;
  };
  "recurring_scheduled_message.created": { recurring_scheduled_message_id: number; conversation_id: number };
  "recurring_scheduled_message.updated": { recurring_scheduled_message_id: number; conversation_id: number };
  "contact.created": { contact_id: number };
  "contact.updated": { contact_id: number; changed?: Changed };
  "contact.merged": { contact_id: number; merged_contact_id: number };
  "contact.deleted": { contact_id: number };
  "group.members_changed": { contact_id: number };
  "inbox.created": { inbox_id: number };
  "inbox.updated": { inbox_id: number; changed?: Changed };
  "inbox.deleted": { inbox_id: number };
  /** A provider posted something, told only where somebody listens. */
  "provider_event.received": { inbox_id: number; inbound_event_id: number };
  "inbox_members.changed": { inbox_id: number; user_ids: number[] };
  "team_members.changed": { team_id: number; user_ids: number[] };
  /** `replaced`: older ones about the same conversation that are gone now. */
  "notification.created": { notification_id: number; user_id: number; replaced: number[] };
  "notification.updated": { notification_id: number; user_id: number };
  "notification.deleted": { notification_id: number; user_id: number };
  /** Many of a person's notifications at once. */
  "notifications.changed": { user_id: number };
  "agent.changed": { user_id: number };
  "agent.removed": { user_id: number };
  /** A person opened a screen of the account after all were closed. */
  "agent.came_back": { user_id: number };
  /** The account is gone with everything that foreign keys reach: the last event that is written for it. */
  "account.deleted": Record<never, never>;
  "record.changed": RecordChange;
}

/** What people set up, by the name the audit log has for it (contract, settings §15). */
export type RecordName =
  | "Account"
  | "AccountUser"
  | "AgentBot"
  | "AutomationRule"
  | "CannedResponse"
  | "Conversation"
  | "CustomAttributeDefinition"
  | "DashboardApp"
  | "Inbox"
  | "InboxMember"
  | "IntegrationHook"
  | "Label"
  | "Macro"
  | "Team"
  | "TeamMember"
  | "User"
  | "Webhook";

/** Somebody created, changed or deleted something in the settings, or signed in or out. */
export type RecordChange = {
  record: RecordName;
  id: number;
  action: "create" | "update" | "destroy" | "sign_in" | "sign_out";
  /** Field → value; field → [before, after] for an update. Never a secret. */
  changes: Record<string, unknown>;
  request_id: string;
  remote_address: string | null;
};

export type EventType = keyof EventTypes;
export type EventData<T extends EventType> = EventTypes[T];

/** An event as subscribers get it. */
export type Event = {
  [T in EventType]: {
    id: number;
    accountId: number;
    type: T;
    data: EventTypes[T];
    actor: Record<string, unknown> | null;
    createdAt: Date;
  };
}[EventType];
