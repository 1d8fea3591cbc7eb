CREATE TABLE "recurring_scheduled_messages" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "recurring_scheduled_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conversation_id" bigint NOT NULL,
	"inbox_id" bigint NOT NULL,
	"content" text,
	"template_params" jsonb,
	"attachment" jsonb,
	"timezone" text,
	"quiet_hours" jsonb,
	"cancel_on_reply" boolean DEFAULT false NOT NULL,
	"author_user_id" bigint,
	"automation_rule_id" bigint,
	"automation_rule_name" text,
	"history" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"recurrence_rule" jsonb NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"occurrences_sent" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "recurring_scheduled_messages_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "scheduled_messages" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "scheduled_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conversation_id" bigint NOT NULL,
	"inbox_id" bigint NOT NULL,
	"content" text,
	"template_params" jsonb,
	"attachment" jsonb,
	"timezone" text,
	"quiet_hours" jsonb,
	"cancel_on_reply" boolean DEFAULT false NOT NULL,
	"author_user_id" bigint,
	"automation_rule_id" bigint,
	"automation_rule_name" text,
	"history" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recurring_id" bigint,
	"status" text DEFAULT 'draft' NOT NULL,
	"scheduled_at" timestamp (3) with time zone,
	"planned_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"armed_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"failure" text,
	"message_id" bigint,
	CONSTRAINT "scheduled_messages_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "scheduled_message_id" bigint;--> statement-breakpoint
ALTER TABLE "recurring_scheduled_messages" ADD CONSTRAINT "recurring_scheduled_messages_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_scheduled_messages" ADD CONSTRAINT "recurring_scheduled_messages_account_id_conversation_id_conversations_account_id_id_fk" FOREIGN KEY ("account_id","conversation_id") REFERENCES "public"."conversations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_account_id_conversation_id_conversations_account_id_id_fk" FOREIGN KEY ("account_id","conversation_id") REFERENCES "public"."conversations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_account_id_recurring_id_recurring_scheduled_messages_account_id_id_fk" FOREIGN KEY ("account_id","recurring_id") REFERENCES "public"."recurring_scheduled_messages"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recurring_scheduled_messages_of_conversation" ON "recurring_scheduled_messages" USING btree ("account_id","conversation_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "scheduled_messages_of_conversation" ON "scheduled_messages" USING btree ("account_id","conversation_id","scheduled_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "scheduled_messages_due" ON "scheduled_messages" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "scheduled_messages_list" ON "scheduled_messages" USING btree ("account_id","status","scheduled_at","id");--> statement-breakpoint
CREATE INDEX "scheduled_messages_calendar" ON "scheduled_messages" USING btree ("account_id","scheduled_at","id");--> statement-breakpoint
CREATE INDEX "scheduled_messages_until_reply" ON "scheduled_messages" USING btree ("account_id","conversation_id") WHERE cancel_on_reply and status = 'pending';--> statement-breakpoint
CREATE INDEX "scheduled_messages_of_series" ON "scheduled_messages" USING btree ("account_id","recurring_id","id" DESC NULLS FIRST) WHERE recurring_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "scheduled_messages_next_of_series" ON "scheduled_messages" USING btree ("account_id","recurring_id") WHERE recurring_id is not null and status = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "messages_scheduled_message_id" ON "messages" USING btree ("account_id","scheduled_message_id") WHERE scheduled_message_id is not null;