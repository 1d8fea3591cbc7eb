// What the widget knows; every part of it reads this.
import { tell } from "./host.js";

export const state = {
  config: null,
  contact: null,
  conversation: null,
  agents: [],
  presence: {},
  view: "home",
  isOpen: window.parent === window,
  isLost: false,
  /** What the team wrote while nobody looked. */
  unread: [],
  settings: {},
  /** What the website asked for; the account's own language when it asked for none. */
  locale: null,
  referer: document.referrer,
  /** For the conversation that does not exist yet. */
  given: null,
  later: { attributes: {}, labels: [] },
  /** The visitor's first message is on its way. */
  isBeginning: false,
  stop: null,
  /** Until it is done it may change who the visitor is: what they write waits for it. */
  commands: null,
};

export const allows = (feature, setting) => state.config.enabled_features.includes(feature) && state.settings[setting] !== false;

/** @param event  which command of the page it was, if one was */
export function fail(error, event) {
  console.error(error);
  tell("error", { detail: { message: error.message, status: error.status, ...(event && { event }) } });
}
