import type { OutboundAttachment, OutboundMessage } from "../channel.ts";

/** A text to one person, with whatever a test wants different. */
export function outboundMessage(different: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: "4711",
    to: "12025550143",
    isGroup: false,
    kind: "text",
    text: "Hello",
    attachments: [],
    mentions: [],
    ...different,
  };
}

/** A small file of a kind. */
export function outboundFile(
  kind: OutboundAttachment["kind"],
  contentType: string,
  different: Partial<OutboundAttachment> = {},
): OutboundAttachment {
  const bytes = Buffer.from(`bytes of a ${kind}`);
  return {
    kind,
    fileName: `Résumé ${kind}.bin`,
    contentType,
    url: "https://files.example.com/signed",
    bytes: async () => bytes,
    ...different,
  };
}
