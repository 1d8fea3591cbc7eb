import * as contract from "#server/domain/scheduled-messages/contract/overview.ts";
import { previewSchedule } from "#server/domain/scheduled-messages/preview-schedule.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.previewSchedule, previewSchedule);
