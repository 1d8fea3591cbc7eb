import * as contract from "#server/domain/accounts/contract/platform.ts";
import { createPlatformUser } from "#server/domain/accounts/platform-users.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.createPlatformUser, createPlatformUser);
