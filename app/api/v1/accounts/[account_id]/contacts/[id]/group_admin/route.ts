import { updateGroupSetting } from "#server/domain/groups/change-setting.ts";
import * as contract from "#server/domain/groups/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateGroupSetting, updateGroupSetting);
export const PUT = PATCH;
