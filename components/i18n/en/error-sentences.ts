import type { ApiErrorCode } from "../../data/api-error.ts";

/** One sentence per code: what happened, and what to do. Codes of requests first, then of messages that were not sent. */
export const errorSentences = {
  request: {
    unauthenticated: "You are signed out. Sign in again; what you wrote is kept.",
    forbidden: "You may not do this. Ask an administrator of this account.",
    not_found: "This is no longer there. Somebody may have deleted it.",
    parameter_missing: "Something is missing in the form. Fill in every required field.",
    invalid: "Some fields need another look.",
    refused: "This is not possible right now.",
    bad_request: "The server did not understand this request. Reload the page and try again.",
    too_large: "This is too large to be sent.",
    too_many_requests: "Too many attempts in a short time. Wait a moment and try again.",
    tooManyRequestsFor:
      "Too many attempts in a short time. Try again in {seconds, plural, one {# second} other {# seconds}}.",
    conflict: "Somebody else changed this at the same time. Look at the current state and try again.",
    files_lost: "The files of this message were lost when the page closed. Attach them again and send.",
    outcome_unknown: "We don't know whether this message was sent. Look at the thread before you try again.",
    unavailable: "The server is busy. Try again in a moment.",
    internal: "Something went wrong on our side (reference {id}). Nothing was saved.",
    unreachable: "We can't reach the server. Your text is safe; try again when the connection is back.",
    timeout: "The server took too long to answer. Look whether it happened before you try again.",
  } as const satisfies Record<ApiErrorCode | "tooManyRequestsFor" | "files_lost" | "outcome_unknown", string>,
  delivery: {
    window_closed: "The customer last wrote too long ago for a free text on this channel. Send a template instead.",
    recipient_unknown: "This number has no account on this channel. Check the digits or try another channel.",
    marketing_limit:
      "This channel is holding back marketing messages to this person for now. Try again tomorrow; repeating now will not help.",
    opted_out: "This person opted out of such messages. Only service replies are allowed.",
    blocked: "This person does not accept messages from you on this channel.",
    template_parameters: "The template needs other values than it was given.",
    template_unusable: "The provider does not allow this template any more. Choose another or edit it.",
    media_too_large: "This file is larger than the channel allows.",
    media_type: "The channel does not take files of this kind.",
    media_missing: "The file is no longer there, so it could not be sent.",
    disconnected:
      "This inbox is not connected. An administrator must connect it again; your message is kept and can be sent after that.",
    unauthorized:
      "The provider no longer accepts this inbox's access key. An administrator must renew it; then try again.",
    group_admins_only: "Only group admins may send now. You can write a private note.",
    not_in_group: "You are no longer in this group.",
    unsupported: "This channel cannot send messages of this kind.",
    throttled: "The provider slows us down. Try again in a few minutes.",
    temporary: "The provider could not be reached in eight attempts. Try again.",
    unknown_outcome: "We don't know whether the provider sent this. Look at the customer's side before you try again.",
    other: "The provider did not accept this message: {reason}",
    noReason: "The provider did not accept this message and gave no reason.",
  },
} as const;
