ALTER TABLE "account_users" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inbox_members" ADD COLUMN "last_assigned_at" timestamp (3) with time zone;