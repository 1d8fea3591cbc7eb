import * as contract from "#server/domain/reports/contract.ts";
import { inboxLabelMatrix } from "#server/domain/reports/tables.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.inboxLabelMatrix, inboxLabelMatrix);
