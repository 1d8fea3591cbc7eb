CREATE TABLE "message_parts" (
	"account_id" bigint NOT NULL,
	"inbox_id" bigint NOT NULL,
	"provider_message_id" text NOT NULL,
	"message_id" bigint NOT NULL,
	CONSTRAINT "message_parts_account_id_inbox_id_provider_message_id_pk" PRIMARY KEY("account_id","inbox_id","provider_message_id")
);
--> statement-breakpoint
ALTER TABLE "message_parts" ADD CONSTRAINT "message_parts_account_id_message_id_messages_account_id_id_fk" FOREIGN KEY ("account_id","message_id") REFERENCES "public"."messages"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_parts_of_message" ON "message_parts" USING btree ("account_id","message_id");