import * as contract from "#server/domain/accounts/contract/platform.ts";
import { deletePlatformUser, getPlatformUser, updatePlatformUser } from "#server/domain/accounts/platform-users.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPlatformUser, getPlatformUser);
export const PATCH = endpoint(contract.updatePlatformUser, updatePlatformUser);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deletePlatformUser, deletePlatformUser);
