import * as contract from "#server/domain/accounts/contract/platform.ts";
import { getPlatformLogin } from "#server/domain/accounts/platform-users.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPlatformLogin, getPlatformLogin);
