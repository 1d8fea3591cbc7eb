import type { InboundAttachment } from "../../channel.ts";
import { asFlag, compact, type Json, own } from "../../json-fields.ts";
import { asCount, asNumber, asText, unlessEmpty } from "./json-fields.ts";

/** Thumbnails up to this many characters of base64 travel with the message; larger ones are not worth their bytes. */
const LARGEST_PREVIEW = 30_000;

/** Whatever was recorded, audio is handed over as this (README of the gateway, "media"). */
const AUDIO = "audio/ogg; codecs=opus";

interface MediaOf {
  kind: "image" | "video" | "audio" | "voice" | "document" | "sticker";
  /** The file is named after its message. */
  messageId: string;
  viewOnce?: boolean;
}

/** A file. Its address at WhatsApp gives encrypted bytes only, so it is asked for by the id of its message. */
export function mediaAttachment(media: Json, { kind, messageId, viewOnce }: MediaOf): InboundAttachment {
  const isAudio = kind === "audio" || kind === "voice";
  const meta = compact({
    seconds: asNumber(own(media, "seconds")),
    waveform: asText(own(media, "waveform"))?.slice(0, 2000),
    animated: asFlag(own(media, "isAnimated")),
    view_once: viewOnce || undefined,
    page_count: asCount(own(media, "pageCount")),
    preview: preview(own(media, "jpegThumbnail")),
  });
  return compact({
    kind,
    mediaId: messageId,
    fileName: (asText(own(media, "fileName")) ?? asText(own(media, "title")))?.slice(0, 255),
    contentType: isAudio ? AUDIO : asText(own(media, "mimetype"))?.slice(0, 200),
    // What is handed over was converted: the recorded size would be another one.
    size: isAudio ? undefined : asCount(own(media, "fileLength")),
    width: asCount(own(media, "width")),
    height: asCount(own(media, "height")),
    meta: unlessEmpty(meta),
  });
}

function preview(value: unknown): string | undefined {
  const text = asText(value);
  return text && text.length <= LARGEST_PREVIEW && /^[A-Za-z0-9+/=]+$/.test(text)
    ? `data:image/jpeg;base64,${text}`
    : undefined;
}

/** A place. Null without usable coordinates. */
export function locationAttachment(location: Json, live: boolean): InboundAttachment | null {
  const latitude = asNumber(own(location, "degreesLatitude"));
  const longitude = asNumber(own(location, "degreesLongitude"));
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return null;
  const name = asText(own(location, "name"));
  const address = asText(own(location, "address"));
  const url = asText(own(location, "url"));
  const meta = compact({
    name,
    address,
    url: url && /^https?:\/\//i.test(url) ? url : undefined,
    accuracy: asNumber(own(location, "accuracyInMeters")),
    live: live || undefined,
  });
  return compact({
    kind: "location" as const,
    latitude,
    longitude,
    title: [name, address].filter(Boolean).join(", ") || undefined,
    meta: unlessEmpty(meta),
  });
}

/** A contact card: the title is its first telephone number, as the REST contract has it, else its name. */
export function contactAttachment(card: Json): InboundAttachment | null {
  const vcard = asText(own(card, "vcard"))?.slice(0, 20_000);
  const name = asText(own(card, "displayName")) ?? vcardLine(vcard, /^FN[^:\n]*:(.+)$/im);
  const phone = vcardLine(vcard, /^(?:item\d+\.)?TEL[^:\n]*:(.+)$/im);
  if (!name && !phone) return null;
  const [lastName, firstName] = (vcardLine(vcard, /^N[^:\n]*:(.+)$/im) ?? "").split(";");
  const meta = compact({ name, firstName: firstName || name, lastName: lastName || undefined, phone, vcard });
  return compact({ kind: "contact" as const, title: phone ?? name, meta });
}

const vcardLine = (vcard: string | undefined, line: RegExp): string | undefined =>
  vcard?.match(line)?.[1]?.trim() || undefined;
