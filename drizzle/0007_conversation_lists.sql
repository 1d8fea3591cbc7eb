DROP INDEX "conversations_list_by_assignee";--> statement-breakpoint
DROP INDEX "conversations_labels";--> statement-breakpoint
CREATE INDEX "conversations_list_by_activity" ON "conversations" USING btree ("account_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_list_by_inbox" ON "conversations" USING btree ("account_id","inbox_id","status","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"assignee_id");--> statement-breakpoint
CREATE INDEX "conversations_list_by_priority" ON "conversations" USING btree ("account_id","status","priority" DESC NULLS LAST,"last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_list_by_waiting" ON "conversations" USING btree ("account_id","status","waiting_since","created_at","id");--> statement-breakpoint
CREATE INDEX "conversations_list_by_created" ON "conversations" USING btree ("account_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "conversations_list_by_assignee" ON "conversations" USING btree ("account_id","status","assignee_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST,"inbox_id");--> statement-breakpoint
CREATE INDEX "conversations_labels" ON "conversations" USING gin ("account_id","status","labels") WHERE labels <> '{}';--> statement-breakpoint
-- Every message changes these rows. With PostgreSQL's usual fifth of the table, millions of dead rows would lie between two visits.
ALTER TABLE "conversations" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "contacts" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "messages" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE "inbound_events" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "events" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
