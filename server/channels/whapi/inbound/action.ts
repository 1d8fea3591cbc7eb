import type { InboundEvent } from "../../channel.ts";
import { asRecord, compact, type Json, own } from "../../json-fields.ts";
import { readContent } from "./content.ts";
import { asList, asText } from "./json-fields.ts";
import type { Envelope } from "./message.ts";

/**
 * A message of type `action`: something done to another message. The provider does not say how `edit` and `edited`
 * differ; both are read as an edit.
 */
export function normaliseAction(message: Json, envelope: Envelope, what: string): InboundEvent[] {
  const action = asRecord(own(message, "action"));
  const kind = action && asText(own(action, "type"));
  if (!action || !kind) return [{ type: "unusable", what, reason: "is an action without a type" }];
  const handler = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
  if (!handler)
    return [
      {
        type: "message",
        ...envelope,
        text: null,
        attachments: [],
        unsupported: { type: `action ${kind}`.slice(0, 100), raw: null },
      },
    ];
  if (handler === "ignored") return [{ type: "ignored", what: `action ${kind}` }];
  const target = asText(own(action, "target"));
  if (!target) return [{ type: "unusable", what, reason: `is an action (${kind}) without a target` }];
  return handler(action, target, envelope, what);
}

type Handler = (action: Json, target: string, envelope: Envelope, what: string) => InboundEvent[];

const handlers: Record<string, Handler | "ignored"> = {
  reaction: (action, target, { id, chat, sender, at }) => [
    { type: "reaction", id, messageId: target, chat, sender, emoji: asText(own(action, "emoji")) ?? "", at },
  ],
  edit: readEdit,
  edited: readEdit,
  delete: (_action, target, { at }) => [{ type: "delete", messageId: target, at }],
  vote: (action, target, { sender, at }) => {
    const votes = (asList(own(action, "votes")) ?? []).flatMap((vote) => asText(vote) ?? []);
    return [{ type: "poll_vote", messageId: target, results: [], voter: sender, votes, at }];
  },
  comment: (action, target, envelope, what) => {
    const text = asText(own(action, "comment"));
    if (!text) return [{ type: "unusable", what, reason: "is a comment without text" }];
    return [{ type: "message", ...envelope, text, attachments: [], quotedId: target }];
  },
  event_response: "ignored",
  ephemeral: "ignored",
  pin: "ignored",
  unpin: "ignored",
};

function readEdit(action: Json, target: string, { at }: Envelope, what: string): InboundEvent[] {
  const edited = own(action, "edited_content");
  const type = asText(own(action, "edited_type")) ?? "text";
  const content = asRecord(edited);
  const text = content ? textOf(type, content) : asText(edited);
  if (!text && type === "text") return [{ type: "unusable", what, reason: "is an edit without text" }];
  return [compact({ type: "edit" as const, messageId: target, text: text ?? "", at })];
}

/** The content as it stands in a message of its type, or under the name of the type once more. */
function textOf(type: string, content: Json): string | undefined {
  const found = readContent(type, { [type]: content })?.text ?? readContent(type, content)?.text;
  return found ?? asText(own(content, "body")) ?? asText(own(content, "caption"));
}
