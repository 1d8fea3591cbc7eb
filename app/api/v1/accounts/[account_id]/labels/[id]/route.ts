import * as labels from "#server/domain/labels/contract.ts";
import { deleteLabel } from "#server/domain/labels/delete-label.ts";
import { getLabel } from "#server/domain/labels/list-labels.ts";
import { updateLabel } from "#server/domain/labels/update-label.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(labels.getLabel, getLabel);
export const PATCH = endpoint(labels.updateLabel, updateLabel);
export const PUT = PATCH;
export const DELETE = endpoint(labels.deleteLabel, deleteLabel);
