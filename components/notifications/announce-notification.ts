import type { ServerEvent } from "#server/domain/realtime/contract.ts";
import { readNotificationsAbout } from "../data/notification-count.ts";
import { playTone, soundChoice } from "./sounds.ts";

/** What makes a sound while somebody has chosen nothing; the same as on the server. */
const usualSounds = [
  "conversation_assignment",
  "assigned_conversation_new_message",
  "conversation_mention",
  "participating_conversation_new_message",
  "scheduled_message_failed",
];
/** So long other tabs keep quiet about the same news. */
const QUIET_MS = 2_000;

/** A notification came while the product is open: it is read at once by who looks at its conversation, else it may be heard. */
export async function announceNotification(event: ServerEvent<"notification.created">): Promise<void> {
  const { notification, sound_types, account_id } = event;
  const { id } = notification.primary_actor;
  const isOpen = location.pathname.endsWith(`/conversations/${id}`) && document.visibilityState === "visible";
  if (isOpen && document.hasFocus()) return readNotificationsAbout(account_id, id);
  if ((sound_types ?? usualSounds).includes(notification.notification_type)) await playOnce(notification.id);
}

/** Of several tabs one makes the sound. */
async function playOnce(id: number): Promise<void> {
  const play = async (lock: unknown) => {
    if (lock === null) return;
    await playTone(soundChoice());
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  };
  // Only pages with https have locks.
  if (!("locks" in navigator)) return void (await playTone(soundChoice()));
  await navigator.locks.request(`parley-notification-${id}`, { ifAvailable: true }, play);
}
