import * as profile from "#server/domain/accounts/contract/profile.ts";
import { deleteAvatar } from "#server/domain/accounts/delete-avatar.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(profile.deleteAvatar, deleteAvatar);
