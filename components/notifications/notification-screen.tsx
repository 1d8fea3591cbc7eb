"use client";

import { NotificationPanel } from "./notification-panel.tsx";

/** What I was told, as a screen of its own: on phones, and where a link leads. */
export function NotificationScreen() {
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-2xl flex-1 flex-col border-line bg-surface sm:border-x">
      <NotificationPanel isScreen onGo={() => undefined} />
    </div>
  );
}
