import { foreignKey, index, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { accountUsers } from "./accounts.ts";
import { createdAt, id } from "./columns.ts";
import { conversations } from "./conversations.ts";

/** People who follow a conversation: assignees, those who were mentioned, and whoever was added. */
export const conversationParticipants = pgTable(
  "conversation_participants",
  {
    accountId: id("account_id").notNull(),
    conversationId: id("conversation_id").notNull(),
    userId: id("user_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.conversationId, table.userId] }),
    index("conversation_participants_user").on(table.accountId, table.userId, table.conversationId),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);
