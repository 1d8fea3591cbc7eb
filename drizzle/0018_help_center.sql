ALTER TABLE "portals" ALTER COLUMN "config" SET DEFAULT '{"default_locale":"en","allowed_locales":["en"],"show_author":true}'::jsonb;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('simple', translate(lower(coalesce(title, '')), 'áàâãäåéèêëíìîïóòôõöúùûüçñý', 'aaaaaaeeeeiiiiooooouuuucny')), 'A') || setweight(to_tsvector('simple', translate(lower(coalesce(description, '')), 'áàâãäåéèêëíìîïóòôõöúùûüçñý', 'aaaaaaeeeeiiiiooooouuuucny')), 'B') || setweight(to_tsvector('simple', translate(lower(coalesce(content, '')), 'áàâãäåéèêëíìîïóòôõöúùûüçñý', 'aaaaaaeeeeiiiiooooouuuucny')), 'C')) STORED;--> statement-breakpoint
ALTER TABLE "portals" ADD COLUMN "logo" jsonb;--> statement-breakpoint
ALTER TABLE "portals" ADD COLUMN "ssl_settings" jsonb;--> statement-breakpoint
CREATE INDEX "articles_words" ON "articles" USING gin ("account_id","portal_id","search");--> statement-breakpoint
CREATE INDEX "articles_newest" ON "articles" USING btree ("account_id","portal_id","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "articles_translations" ON "articles" USING btree ("account_id","associated_article_id") WHERE associated_article_id is not null;--> statement-breakpoint
ALTER TABLE "portals" DROP COLUMN "logo_key";