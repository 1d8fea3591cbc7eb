import * as acts from "#server/domain/conversations/contract/acts.ts";
import { sendTranscript } from "#server/domain/conversations/send-transcript.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(acts.sendTranscript, sendTranscript);
