import * as acts from "#server/domain/conversations/contract/acts.ts";
import { deleteDraft, getDraft, saveDraft } from "#server/domain/conversations/drafts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(acts.getDraft, getDraft);
export const PATCH = endpoint(acts.saveDraft, saveDraft);
export const PUT = PATCH;
export const DELETE = endpoint(acts.deleteDraft, deleteDraft);
