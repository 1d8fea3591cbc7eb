// The page around the frame. Both name each other's exact origin; nothing is said to anybody else.
import { isInApp, tellApp } from "./native.js";

const PREFIX = "chatwoot-widget:";
export const isFramed = window.parent !== window;
/** Known from the first words of the page around. An app speaks through this page itself. */
const host = { origin: isInApp ? location.origin : null };

export const tell = (event, data = {}) => {
  if (isInApp) tellApp(PREFIX, event);
  else if (isFramed && host.origin) window.parent.postMessage(PREFIX + JSON.stringify({ ...data, event }), host.origin);
};

/** @param take  `(event, said)`: what the page around wants, first of all `config-set` */
export function hearHost(take) {
  window.addEventListener("message", ({ data, origin, source }) => {
    if (source !== window.parent || typeof data !== "string" || !data.startsWith(PREFIX)) return;
    if (host.origin !== null && origin !== host.origin) return;
    const { event, ...said } = JSON.parse(data.slice(PREFIX.length));
    if (event === "config-set") host.origin = origin;
    if (host.origin !== null) take(event, said);
  });
}

/** The keyboard stays in the chat while it is open: Escape closes it and gives the focus back. */
export function keepFocus(event, root) {
  if (event.key !== "Tab" || !isFramed) return;
  const stops = [...root.querySelectorAll("a[href],button,input,select,textarea,audio,video,summary,[tabindex='0']")].filter(
    (element) => !element.disabled && element.tabIndex >= 0 && element.getClientRects().length > 0,
  );
  const from = event.shiftKey ? stops[0] : stops.at(-1);
  if (stops.length === 0 || (document.activeElement !== from && document.activeElement !== document.body)) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}
