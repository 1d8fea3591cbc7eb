import type { AttachmentKind } from "../../channels/capabilities.ts";
import type { OutboundAttachment, OutboundMessage } from "../../channels/channel.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { fileLink } from "../../platform/storage/file-link.ts";
import type { ConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import type { ClaimedMessage } from "./claim-next-message.ts";
import { loadQuoted } from "./load-quoted.ts";
import { renderForChannel } from "./render-for-channel.ts";
import { resolveMentions } from "./resolve-mentions.ts";
import { templateOf } from "./template-params.ts";

/** What goes to the provider in one call. */
export interface OutboundPart {
  message: OutboundMessage;
  attachmentId: number | null;
  /** The provider's id from an earlier try that took this part. */
  alreadySentAs: string | null;
}

interface FileRow {
  id: number;
  fileType: string;
  storageKey: string;
  fileName: string | null;
  contentType: string | null;
  meta: Record<string, unknown>;
}

/** A message as calls to its provider: one without files, else one for each file, the text with the first. */
export async function outboundParts(
  ctx: AccountContext,
  claimed: ClaimedMessage,
  inbox: ConnectedInbox,
): Promise<OutboundPart[]> {
  const files = claimed.hasFiles ? await filesOf(ctx, claimed) : [];
  const whole = await wholeMessage(ctx, claimed, inbox);
  if (files.length === 0) return [{ message: whole, attachmentId: null, alreadySentAs: null }];
  return files.map((file, position) => {
    return {
      message: {
        ...whole,
        id: files.length > 1 ? `${whole.id}-${file.id}` : whole.id,
        text: position === 0 ? whole.text : null,
        attachments: [outboundFile(file)],
      },
      attachmentId: file.id,
      alreadySentAs: typeof file.meta.sent_as === "string" ? file.meta.sent_as : null,
    };
  });
}

const filesOf = (ctx: AccountContext, { id }: ClaimedMessage): Promise<FileRow[]> => statements(ctx)<FileRow[]>`
  select id, file_type as "fileType", storage_key as "storageKey", file_name as "fileName", content_type as "contentType", meta
  from attachments
  where account_id = ${ctx.accountId} and message_id = ${id} and storage_key is not null
  order by id`;

async function wholeMessage(
  ctx: AccountContext,
  claimed: ClaimedMessage,
  inbox: ConnectedInbox,
): Promise<OutboundMessage> {
  const attributes = claimed.contentAttributes;
  const { text, mentions } = await resolveMentions(ctx, inbox, claimed.content ?? "");
  const quoted = await loadQuoted(ctx, claimed);
  const capabilities = inbox.channel.capabilities(inbox.settings);
  const template = capabilities.templates ? templateOf(claimed.templateParams) : null;
  return {
    id: `parley-${claimed.id}`,
    to: claimed.to,
    isGroup: claimed.isGroup,
    kind: kindOf(attributes),
    text: claimed.content === null ? null : renderForChannel(withSurveyLink(text, attributes), capabilities.richText),
    attachments: [],
    ...(claimed.quotedId && { quotedId: claimed.quotedId }),
    ...(quoted && { quoted }),
    mentions,
    ...(template && { template }),
    ...(isObject(attributes.location) && {
      location: attributes.location as unknown as NonNullable<OutboundMessage["location"]>,
    }),
    ...(isObject(attributes.contact) && {
      contact: attributes.contact as unknown as NonNullable<OutboundMessage["contact"]>,
    }),
    ...(isObject(attributes.poll) && { poll: attributes.poll as unknown as NonNullable<OutboundMessage["poll"]> }),
  };
}

/** Where a survey cannot be answered in the chat itself, its link goes along (contract, messages §8). */
export const withSurveyLink = (text: string, { survey_link: link }: Record<string, unknown>): string =>
  typeof link === "string" ? `${text} ${link}` : text;

function kindOf(attributes: Record<string, unknown>): OutboundMessage["kind"] {
  if (attributes.is_reaction === true) return "reaction";
  if (isObject(attributes.location)) return "location";
  if (isObject(attributes.contact)) return "contact";
  return isObject(attributes.poll) ? "poll" : "text";
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function outboundFile(file: FileRow): OutboundAttachment {
  const { meta } = file;
  const contentType = file.contentType ?? "application/octet-stream";
  return {
    kind: attachmentKind(file.fileType, meta),
    fileName: file.fileName ?? "file",
    contentType,
    bytes: async () => {
      const bytes = await runtime().storage.read(file.storageKey);
      if (!bytes) throw new Error(`The file ${file.id} is gone from storage`);
      return bytes;
    },
    url: fileLink(file.storageKey, { fileName: file.fileName, contentType }),
    ...(typeof meta.seconds === "number" && { seconds: meta.seconds }),
  };
}

function attachmentKind(fileType: string, meta: Record<string, unknown>): AttachmentKind {
  if (meta.is_sticker === true) return "sticker";
  if (fileType === "audio") return meta.is_recorded_audio === true ? "voice" : "audio";
  return fileType === "image" || fileType === "video" ? fileType : "document";
}
