import en from "emojibase-data/en/data.json";
import enMessages from "emojibase-data/en/messages.json";
import pt from "emojibase-data/pt/data.json";
import ptMessages from "emojibase-data/pt/messages.json";

export const dynamic = "force-static";
export const dynamicParams = false;

const files: Record<string, Record<string, unknown>> = {
  en: { "data.json": en, "messages.json": enMessages },
  pt: { "data.json": pt, "messages.json": ptMessages },
};

export const generateStaticParams = () =>
  Object.entries(files).flatMap(([locale, names]) => Object.keys(names).map((file) => ({ locale, file })));

/** Names of emoji for the picker, so that no other server learns who looks for one. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string; file: string }> }): Promise<Response> {
  const { locale, file } = await params;
  const data = files[locale]?.[file];
  return data ? Response.json(data, { headers: { "cache-control": "public, max-age=86400" } }) : new Response(null, { status: 404 });
}
