"use server";

import * as profile from "#server/domain/accounts/contract/profile.ts";
import { deleteAvatar as removeAvatar } from "#server/domain/accounts/delete-avatar.ts";
import { resendConfirmation as sendAgain } from "#server/domain/accounts/resend-confirmation.ts";
import { resetAccessToken as replaceToken } from "#server/domain/accounts/reset-access-token.ts";
import {
  revokeSession as endSession,
  revokeOtherSessions as signOutElsewhere,
} from "#server/domain/accounts/revoke-session.ts";
import * as membership from "#server/domain/accounts/update-own-membership.ts";
import { updateProfile as changeProfile } from "#server/domain/accounts/update-profile.ts";
import { action } from "../../../../../../server-context.ts";

export const updateProfile = action(profile.updateProfile, changeProfile);
export const deleteAvatar = action(profile.deleteAvatar, removeAvatar);
export const setAvailability = action(profile.setAvailability, membership.setAvailability);
export const setAutoOffline = action(profile.setAutoOffline, membership.setAutoOffline);
export const setActiveAccount = action(profile.setActiveAccount, membership.setActiveAccount);
export const resetAccessToken = action(profile.resetAccessToken, replaceToken);
export const resendConfirmation = action(profile.resendConfirmation, sendAgain);
export const revokeSession = action(profile.revokeSession, endSession);
export const revokeOtherSessions = action(profile.revokeOtherSessions, signOutElsewhere);
