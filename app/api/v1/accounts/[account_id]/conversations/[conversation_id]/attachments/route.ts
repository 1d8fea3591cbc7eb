import * as find from "#server/domain/conversations/contract/find.ts";
import { listAttachments } from "#server/domain/conversations/queries/list-attachments.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(find.listAttachments, listAttachments);
