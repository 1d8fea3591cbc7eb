CREATE TABLE "direct_uploads" (
	"account_id" bigint NOT NULL,
	"storage_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "direct_uploads_account_id_storage_key_pk" PRIMARY KEY("account_id","storage_key")
);
--> statement-breakpoint
ALTER TABLE "inboxes" ADD COLUMN "portal_id" bigint;--> statement-breakpoint
ALTER TABLE "inboxes" ADD COLUMN "message_templates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "direct_uploads" ADD CONSTRAINT "direct_uploads_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "direct_uploads_age" ON "direct_uploads" USING btree ("created_at");