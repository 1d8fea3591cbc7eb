CREATE TABLE "report_rollup_states" (
	"account_id" bigint PRIMARY KEY NOT NULL,
	"done_until" timestamp (3) with time zone NOT NULL,
	"dirty_hours" timestamp (3) with time zone[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "report_rollup_states" ADD CONSTRAINT "report_rollup_states_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_by_time" ON "conversations" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("account_id","created_at");