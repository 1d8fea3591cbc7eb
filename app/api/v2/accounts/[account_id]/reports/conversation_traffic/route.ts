import * as contract from "#server/domain/reports/contract/files.ts";
import { trafficFile } from "#server/domain/reports/traffic-file.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.trafficFile, trafficFile);
