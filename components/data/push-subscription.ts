"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as contract from "#server/domain/notifications/contract/subscriptions.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";

const createSubscription = endpoint<typeof contract.createSubscription>("POST", "/api/v1/notification_subscriptions");
const deleteSubscription = endpoint<typeof contract.deleteSubscription>("DELETE", "/api/v1/notification_subscriptions");
const getPushKey = endpoint<typeof contract.getPushKey>("GET", "/api/v1/notification_subscriptions/public_key");

const WORKER = "/notification-worker.js";
const key = ["push-subscription"] as const;

/**
 * How pushes stand in this browser: it cannot (old, or a page without https), somebody has forbidden them to this site, they are on, or
 * off.
 */
export type PushState = "unsupported" | "denied" | "on" | "off";

export function usePushState() {
  return useQuery({ queryKey: key, queryFn: readState, staleTime: 0 });
}

/** Turns pushes on or off in this browser. @returns how they stand afterwards: somebody may have refused */
export function useSwitchPush() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isOn: boolean) => (isOn ? switchOn() : switchOff()),
    onSuccess: (state) => client.setQueryData<PushState>(key, state),
  });
}

async function readState(): Promise<PushState> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return (await currentSubscription()) ? "on" : "off";
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function switchOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return readState();
  await navigator.serviceWorker.register(WORKER);
  const registration = await navigator.serviceWorker.ready;
  const { public_key } = await api(getPushKey, {});
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  });
  const { endpoint: address = "", keys = {} } = subscription.toJSON();
  await api(createSubscription, {
    subscription_type: "browser_push",
    subscription_attributes: { endpoint: address, p256dh: keys.p256dh, auth: keys.auth },
  });
  return "on";
}

async function switchOff(): Promise<PushState> {
  const subscription = await currentSubscription();
  if (subscription) {
    await api(deleteSubscription, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  return readState();
}
