import * as contract from "#server/domain/conversations/contract.ts";
import { getLabels, setLabels } from "#server/domain/conversations/set-labels.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getLabels, getLabels);
export const POST = endpoint(contract.setLabels, setLabels);
