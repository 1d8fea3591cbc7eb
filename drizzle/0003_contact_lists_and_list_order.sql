DROP INDEX "conversations_list_by_status";--> statement-breakpoint
DROP INDEX "conversations_list_by_assignee";--> statement-breakpoint
DROP INDEX "conversations_of_contact_inbox";--> statement-breakpoint
DROP INDEX "conversations_of_contact";--> statement-breakpoint
DROP INDEX "attachments_of_conversation";--> statement-breakpoint
DROP INDEX "inbound_events_failed";--> statement-breakpoint
DROP INDEX "messages_thread";--> statement-breakpoint
CREATE INDEX "contacts_list" ON "contacts" USING btree ("account_id","id") WHERE (email is not null or phone_number is not null or identifier is not null);--> statement-breakpoint
CREATE INDEX "contacts_list_by_last_activity" ON "contacts" USING btree ("account_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS FIRST) WHERE (email is not null or phone_number is not null or identifier is not null);--> statement-breakpoint
CREATE INDEX "contacts_list_by_name" ON "contacts" USING btree ("account_id",(name ~ '^([+0-9]|$)'),lower("name"),"id") WHERE (email is not null or phone_number is not null or identifier is not null);--> statement-breakpoint
CREATE INDEX "contacts_search" ON "contacts" USING gin ("account_id",(coalesce(name, '') || chr(10) || coalesce(email, '') || chr(10) || coalesce(phone_number, '') || chr(10) || coalesce(identifier, '')) gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "inboxes_phone_number" ON "inboxes" USING btree (("settings" ->> 'phone_number')) WHERE deleted_at is null and settings ->> 'phone_number' <> '';--> statement-breakpoint
CREATE INDEX "inbound_events_received_at" ON "inbound_events" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "conversations_list_by_status" ON "conversations" USING btree ("account_id","status","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_list_by_assignee" ON "conversations" USING btree ("account_id","status","assignee_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_of_contact_inbox" ON "conversations" USING btree ("account_id","contact_inbox_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_of_contact" ON "conversations" USING btree ("account_id","contact_id","last_activity_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "attachments_of_conversation" ON "attachments" USING btree ("account_id","conversation_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "inbound_events_failed" ON "inbound_events" USING btree ("account_id","inbox_id","id" DESC NULLS FIRST) WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("account_id","conversation_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);