// The chat as a page of an app. React Native and Flutter put an object under `window` and listen to what is said to it; they answer
// with messages of the page to itself.
import { currentToken } from "./api.js";

const bridge = window.parent === window ? window.ReactNativeWebView : null;

/** Whether an app shows the page, and not a website or a browser. */
export const isInApp = typeof bridge?.postMessage === "function";

const words = {
  loaded: () => ({ event: "loaded", config: { authToken: currentToken(), channelConfig: window.chatwootWebChannel ?? {} } }),
  close: () => ({ type: "close-widget" }),
};

/** Tells the app what it understands: who the visitor is, so that it can keep the token, and that the chat is to be closed. */
export function tellApp(prefix, event) {
  const say = words[event];
  if (say) bridge.postMessage(prefix + JSON.stringify(say()));
}
