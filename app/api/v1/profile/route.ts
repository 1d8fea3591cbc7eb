import * as profile from "#server/domain/accounts/contract/profile.ts";
import { loadOwnProfile } from "#server/domain/accounts/load-profile.ts";
import { updateProfile } from "#server/domain/accounts/update-profile.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(profile.getProfile, loadOwnProfile);
export const PATCH = endpoint(profile.updateProfile, updateProfile);
export const PUT = PATCH;
