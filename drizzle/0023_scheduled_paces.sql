CREATE TABLE "scheduled_paces" (
	"account_id" bigint NOT NULL,
	"inbox_id" bigint NOT NULL,
	"spare" double precision NOT NULL,
	"granted" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "scheduled_paces_account_id_inbox_id_pk" PRIMARY KEY("account_id","inbox_id")
);
--> statement-breakpoint
ALTER TABLE "scheduled_paces" ADD CONSTRAINT "scheduled_paces_account_id_inbox_id_inboxes_account_id_id_fk" FOREIGN KEY ("account_id","inbox_id") REFERENCES "public"."inboxes"("account_id","id") ON DELETE cascade ON UPDATE no action;