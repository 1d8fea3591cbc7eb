import * as labels from "#server/domain/labels/contract.ts";
import { createLabel } from "#server/domain/labels/create-label.ts";
import { listLabels } from "#server/domain/labels/list-labels.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(labels.listLabels, listLabels);
export const POST = endpoint(labels.createLabel, createLabel);
