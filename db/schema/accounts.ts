import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attributes, createdAt, id, identity, instant, updatedAt } from "./columns.ts";

export const accounts = pgTable("accounts", {
  id: identity().primaryKey(),
  name: text("name").notNull(),
  locale: text("locale").notNull().default("en"),
  timezone: text("timezone").notNull().default("UTC"),
  status: text("status", { enum: ["active", "suspended"] })
    .notNull()
    .default("active"),
  settings: attributes("settings"),
  customAttributes: attributes("custom_attributes"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** Numbers that count up per account; the row lock orders their takers. */
export const accountCounters = pgTable("account_counters", {
  accountId: id("account_id")
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  conversationDisplayId: id("conversation_display_id").notNull().default(0),
});

/** People; global, because one person may belong to several accounts. */
export const users = pgTable(
  "users",
  {
    id: identity().primaryKey(),
    name: text("name").notNull(),
    displayName: text("display_name"),
    email: text("email").notNull(),
    /** Where `email` shall move once the mailed link was opened. */
    unconfirmedEmail: text("unconfirmed_email"),
    passwordHash: text("password_hash"),
    confirmedAt: instant("confirmed_at"),
    avatarKey: text("avatar_key"),
    messageSignature: text("message_signature"),
    pubsubToken: text("pubsub_token").notNull(),
    uiSettings: attributes("ui_settings"),
    customAttributes: attributes("custom_attributes"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("users_email").on(sql`lower(${table.email})`),
    uniqueIndex("users_pubsub_token").on(table.pubsubToken),
  ],
);

export const accountUsers = pgTable(
  "account_users",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    userId: id("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["agent", "administrator"] })
      .notNull()
      .default("agent"),
    availability: text("availability", { enum: ["online", "offline", "busy"] })
      .notNull()
      .default("online"),
    autoOffline: boolean("auto_offline").notNull().default(true),
    inviterId: id("inviter_id"),
    activeAt: instant("active_at"),
    /** When a screen of this account was last known to be open, written twice a minute at most. */
    seenAt: instant("seen_at"),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.userId] }), index("account_users_user").on(table.userId)],
);

/** Sign-ins of people: of the web screens and of clients that use token headers (`client`). */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: id("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["web", "client"] }).notNull(),
    client: text("client"),
    tokenHash: text("token_hash"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    index("sessions_user").on(table.userId, table.lastSeenAt),
    uniqueIndex("sessions_client").on(table.client),
  ],
);

/** One-time links sent by mail. Only the hash is stored. */
export const mailedTokens = pgTable(
  "mailed_tokens",
  {
    id: identity().primaryKey(),
    userId: id("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text("purpose", { enum: ["password_reset", "invitation", "email_change", "single_sign_on"] }).notNull(),
    tokenHash: text("token_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("mailed_tokens_hash").on(table.tokenHash)],
);

/** `api_access_token`s: looked up by hash, shown to their owner from the encrypted copy. */
export const accessTokens = pgTable(
  "access_tokens",
  {
    id: identity().primaryKey(),
    ownerType: text("owner_type", { enum: ["user", "agent_bot", "platform_app"] }).notNull(),
    ownerId: id("owner_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    tokenEncrypted: text("token_encrypted").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("access_tokens_hash").on(table.tokenHash),
    uniqueIndex("access_tokens_owner").on(table.ownerType, table.ownerId),
  ],
);

/** Failed attempts per key (address or e-mail), for throttling across processes. */
export const attemptCounters = pgTable("attempt_counters", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  resetsAt: instant("resets_at").notNull(),
});

/** `accountId` null: a bot of the installation. */
export const agentBots = pgTable("agent_bots", {
  id: identity().primaryKey(),
  accountId: id("account_id").references(() => accounts.id, { onDelete: "cascade" }),
  name: text("name").notNull(),
  description: text("description"),
  outgoingUrl: text("outgoing_url"),
  botType: text("bot_type").notNull().default("webhook"),
  botConfig: attributes("bot_config"),
  /** Encrypted: signs what is sent to `outgoingUrl`. Null: nothing is signed. */
  secret: text("secret"),
  avatarKey: text("avatar_key"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const platformApps = pgTable("platform_apps", {
  id: identity().primaryKey(),
  name: text("name").notNull(),
  createdAt: createdAt(),
});

export const platformAppPermissions = pgTable(
  "platform_app_permissions",
  {
    id: identity().primaryKey(),
    platformAppId: id("platform_app_id")
      .notNull()
      .references(() => platformApps.id, { onDelete: "cascade" }),
    permissibleType: text("permissible_type", { enum: ["account", "user", "agent_bot"] }).notNull(),
    permissibleId: id("permissible_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("platform_app_permissions_unique").on(table.platformAppId, table.permissibleType, table.permissibleId),
  ],
);

export const teams = pgTable(
  "teams",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull(),
    description: text("description"),
    allowAutoAssign: boolean("allow_auto_assign").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("teams_name").on(table.accountId, table.name),
  ],
);

export const teamMembers = pgTable(
  "team_members",
  {
    accountId: id("account_id").notNull(),
    teamId: id("team_id").notNull(),
    userId: id("user_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.teamId, table.userId] }),
    foreignKey({ columns: [table.accountId, table.teamId], foreignColumns: [teams.accountId, teams.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);
