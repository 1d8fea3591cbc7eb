CREATE TABLE "message_receipts" (
	"account_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"contact_id" bigint NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "message_receipts_account_id_message_id_contact_id_pk" PRIMARY KEY("account_id","message_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "message_receipts" ADD CONSTRAINT "message_receipts_account_id_message_id_messages_account_id_id_fk" FOREIGN KEY ("account_id","message_id") REFERENCES "public"."messages"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_receipts" ADD CONSTRAINT "message_receipts_account_id_contact_id_contacts_account_id_id_fk" FOREIGN KEY ("account_id","contact_id") REFERENCES "public"."contacts"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_receipts_contact" ON "message_receipts" USING btree ("account_id","contact_id");--> statement-breakpoint
CREATE INDEX "group_members_list" ON "group_members" USING btree ("account_id","group_contact_id","role","id") WHERE is_active;