import type { InboundAttachment } from "../../channel.ts";
import { asFlag, compact, type Json, own } from "../../json-fields.ts";
import { asCount, asNumber, asText } from "./json-fields.ts";

/** Thumbnails up to this many characters of base64 travel with the message; larger ones are not worth their bytes. */
const LARGEST_PREVIEW = 30_000;

/** A file. Null when neither address nor media id is there: nothing could ever be fetched (photos seen once). */
export function mediaAttachment(kind: InboundAttachment["kind"], media: Json): InboundAttachment | null {
  const link = asText(own(media, "link"));
  const url = link && /^https?:\/\//i.test(link) ? link : undefined;
  const mediaId = asText(own(media, "id"));
  if (!url && !mediaId) return null;
  const meta = compact({
    seconds: asNumber(own(media, "seconds")),
    waveform: asText(own(media, "waveform"))?.slice(0, 2000),
    animated: asFlag(own(media, "animated")),
    view_once: asFlag(own(media, "view_once")),
    page_count: asCount(own(media, "page_count")),
    preview: preview(own(media, "preview")),
  });
  return compact({
    kind,
    url,
    mediaId,
    // Documents come with either name (the provider's description declares both).
    fileName: (asText(own(media, "file_name")) ?? asText(own(media, "filename")))?.slice(0, 255),
    contentType: asText(own(media, "mime_type"))?.slice(0, 200),
    size: asCount(own(media, "file_size")),
    width: asCount(own(media, "width")),
    height: asCount(own(media, "height")),
    meta: Object.keys(meta).length > 0 ? meta : undefined,
  });
}

/** Thumbnails come as a data URI or as bare base64 of a JPEG. */
function preview(value: unknown): string | undefined {
  const text = asText(value);
  if (!text || text.length > LARGEST_PREVIEW) return undefined;
  if (/^data:image\/[a-z+.-]+;base64,[A-Za-z0-9+/=]+$/.test(text)) return text;
  return /^[A-Za-z0-9+/=]+$/.test(text) ? `data:image/jpeg;base64,${text}` : undefined;
}

/** A place. Null without usable coordinates. */
export function locationAttachment(location: Json, live: boolean): InboundAttachment | null {
  const latitude = asNumber(own(location, "latitude"));
  const longitude = asNumber(own(location, "longitude"));
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return null;
  const name = asText(own(location, "name"));
  const address = asText(own(location, "address"));
  const url = asText(own(location, "url"));
  const meta = compact({
    name,
    address,
    url: url && /^https?:\/\//i.test(url) ? url : undefined,
    accuracy: asNumber(own(location, "accuracy")),
    live: live || undefined,
  });
  return compact({
    kind: "location" as const,
    latitude,
    longitude,
    title: [name, address].filter(Boolean).join(", ") || undefined,
    meta: Object.keys(meta).length > 0 ? meta : undefined,
  });
}

/** A contact card: the title is its first telephone number, as the REST contract has it, else its name. */
export function contactAttachment(card: Json): InboundAttachment | null {
  const vcard = asText(own(card, "vcard"));
  const name = asText(own(card, "name")) ?? vcardLine(vcard, /^FN[^:\n]*:(.+)$/im);
  const phone = vcardLine(vcard, /^(?:item\d+\.)?TEL[^:\n]*:(.+)$/im);
  if (!name && !phone) return null;
  const [lastName, firstName] = (vcardLine(vcard, /^N[^:\n]*:(.+)$/im) ?? "").split(";");
  const meta = compact({ name, firstName: firstName || name, lastName: lastName || undefined, phone, vcard });
  return { kind: "contact", title: phone ?? name, meta };
}

const vcardLine = (vcard: string | undefined, line: RegExp): string | undefined =>
  vcard?.match(line)?.[1]?.trim() || undefined;
