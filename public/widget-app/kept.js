// What outlives a page: half-written words are there again on the next one.
import { websiteToken } from "./api.js";

const key = `draft_${websiteToken}`;
let written = "";

/** Browsers that keep nothing for frames of others refuse even to be asked. */
function storage() {
  try {
    return window.sessionStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export const kept = {
  get draft() {
    return storage()?.getItem(key) ?? written;
  },
  set draft(text) {
    written = text;
    if (text) storage()?.setItem(key, text);
    else storage()?.removeItem(key);
  },
};
