// Shows pushes when no tab does, and leads to what they are about. Kept without a build: browsers load it by its address.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data.json();
  const options = { body, tag, renotify: true, icon: "/icon.svg", data: { url } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

/** A tab that is open already comes to the front. */
async function open(path) {
  const url = new URL(path, self.location.origin).href;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find((client) => client.url.startsWith(url)) ?? tabs.find((client) => client.url.includes("/app/"));
  if (!tab) return self.clients.openWindow(url);
  await tab.focus();
  return tab.url.startsWith(url) ? tab : tab.navigate(url);
}
