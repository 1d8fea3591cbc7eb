import { listMentionable } from "#server/domain/conversations/contract/participants.ts";
import { listMentionable as listMentionableOf } from "#server/domain/conversations/list-mentionable.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(listMentionable, listMentionableOf);
