import { asFlag, asRecord, compact, type Json, own } from "../../json-fields.ts";
import { readAddress } from "./address.ts";
import { unwrap } from "./content.ts";
import { asCount, asList, asText, member, unlessEmpty } from "./json-fields.ts";

/** Most people one message can mention. */
const MOST_MENTIONS = 1024;

/** What stands around a content: the quoted message, who is mentioned, where it came from. */
export interface MessageContext {
  quotedId?: string;
  mentions?: string[];
  forwarded?: boolean;
  extra: Record<string, unknown>;
}

/** `contextInfo` of a content; of a message without one, nothing. */
export function readContext(content: unknown): MessageContext {
  const context = member(asRecord(content), "contextInfo");
  const mentions = asList(own(context, "mentionedJid")).flatMap((jid) => mention(jid) ?? []);
  const isForwarded =
    asFlag(own(context, "isForwarded")) === true || (asCount(own(context, "forwardingScore")) ?? 0) > 0;
  const quotedId = asText(own(context, "stanzaId"));
  return compact({
    quotedId,
    mentions: mentions.length > 0 ? [...new Set(mentions)].slice(0, MOST_MENTIONS) : undefined,
    forwarded: isForwarded || undefined,
    extra: compact({ quoted: quotedId ? quoted(context) : undefined, referral: referral(context) }),
  });
}

/** Digits of a number, or `<digits>@lid`; the text has `@<digits>` for both. */
function mention(jid: unknown): string | undefined {
  const address = readAddress(jid);
  if (address?.type !== "person") return undefined;
  const { kind, value } = address.identity;
  return kind === "lid" ? `${value}@lid` : value.replace(/^\+/, "");
}

/** The quoted message as the provider repeats it: we may never have seen it. */
function quoted(context: Json): Record<string, unknown> | undefined {
  const message = asRecord(own(context, "quotedMessage"));
  const content = message && unwrap(message);
  if (!content) return undefined;
  const record = asRecord(content.value);
  const text = asText(content.value) ?? asText(own(record, "text")) ?? asText(own(record, "caption"));
  return unlessEmpty(
    compact({
      type: asText(content.kind.replace(/Message$/, "").slice(0, 50)),
      author: mention(own(context, "participant")),
      text: text?.slice(0, 500).toWellFormed(),
    }),
  );
}

/** The advertisement a chat began with. */
function referral(context: Json): Record<string, unknown> | undefined {
  const ad = member(context, "externalAdReply");
  const sourceId = asText(own(ad, "sourceId"));
  const clickId = asText(own(ad, "ctwaClid"));
  if (!sourceId && !clickId) return undefined;
  return compact({
    title: asText(own(ad, "title"))?.slice(0, 500),
    body: asText(own(ad, "body"))?.slice(0, 2000),
    url: asText(own(ad, "sourceUrl"))?.slice(0, 2000),
    source_id: sourceId?.slice(0, 255),
    click_id: clickId?.slice(0, 500),
  });
}
