DROP INDEX "conversations_by_time";--> statement-breakpoint
CREATE INDEX "conversations_by_time" ON "conversations" USING btree ("account_id","created_at","assignee_id");