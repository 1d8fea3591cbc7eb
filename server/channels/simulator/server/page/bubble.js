import { control } from "./compose.js";
import { attempt, element, nameOf } from "./page.js";

/**
 * One message of the thread.
 *
 * @param context  `all` messages, `writer()` whom the player plays now, `quote(message)` to reply
 */
export function bubble(message, context) {
  const isCustomer = message.from !== null;
  const quoted = message.quoted_id && context.all.find(({ id }) => id === message.quoted_id);
  return element(
    "article",
    { class: `bubble ${isCustomer ? "customer" : ""} ${message.deleted ? "deleted" : ""}`, "data-message": message.id },
    element(
      "div",
      { class: "who" },
      isCustomer ? nameOf(message.from) : message.via === "phone" ? "Inbox, from the phone" : "Inbox",
    ),
    quoted ? element("blockquote", {}, quoted.text ?? "a file") : null,
    ...message.attachments.map(attachment),
    message.location
      ? element(
          "div",
          {},
          `📍 ${message.location.name ?? ""} ${message.location.latitude}, ${message.location.longitude}`,
        )
      : null,
    message.contact ? element("div", {}, `👤 ${message.contact.name} ${message.contact.phone ?? ""}`) : null,
    message.poll ? poll(message, context) : null,
    message.text ? element("div", { class: "body" }, message.text) : null,
    element("div", { class: `meta ${message.status === "failed" ? "failed" : ""}` }, footer(message, isCustomer)),
    tools(message, isCustomer, context),
    isCustomer || !context.members ? null : receipts(message, context.members),
  );
}

/** Who of a group has read a message of the inbox: the player says so for each. */
function receipts(message, members) {
  const tell = (phone) => {
    const report = () => control("receipts", { message_id: message.id, phone, status: "read" });
    const hasRead = message.readers.includes(phone);
    return element(
      "button",
      {
        type: "button",
        disabled: hasRead,
        "aria-label": hasRead ? `${nameOf(phone)} has read it` : `${nameOf(phone)} reads it`,
        onclick: () => attempt(report),
      },
      `${hasRead ? "✓✓ " : ""}${nameOf(phone)}`,
    );
  };
  return element("div", { class: "receipts" }, element("span", { class: "meta" }, "Read by: "), ...members.map(tell));
}

function attachment({ kind, url, file_name: name, seconds }) {
  if (kind === "image" || kind === "sticker") return element("img", { src: url, alt: name });
  if (kind === "voice" || kind === "audio")
    return element("div", {}, element("audio", { src: url, controls: true }), seconds ? ` ${seconds} s` : "");
  return element("a", { href: url, target: "_blank", rel: "noreferrer" }, `📎 ${name}`);
}

function poll(message, context) {
  return element(
    "div",
    {},
    element("strong", {}, message.poll.title),
    ...message.results.map(({ name, count }) =>
      element(
        "div",
        {},
        element(
          "button",
          {
            type: "button",
            onclick: () =>
              attempt(() => control("votes", { from: context.writer(), message_id: message.id, options: [name] })),
          },
          `${name} (${count})`,
        ),
      ),
    ),
  );
}

function footer(message, isCustomer) {
  const time = new Date(message.time * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const reactions = Object.values(message.reactions).join(" ");
  return [time, message.edited && "edited", message.deleted && "deleted", !isCustomer && message.status, reactions]
    .filter(Boolean)
    .join(" · ");
}

function tools(message, isCustomer, context) {
  const button = (label, name, work) =>
    element("button", { type: "button", title: name, "aria-label": name, onclick: () => attempt(work) }, label);
  const react = (emoji) => control("reactions", { from: context.writer(), message_id: message.id, emoji });
  const status = (value) =>
    control("statuses", {
      message_id: message.id,
      status: value,
      reason: value === "failed" ? "The number has left the network" : undefined,
    });
  const edit = async () => {
    const text = prompt("New text", message.text ?? "");
    if (text) await control("edits", { message_id: message.id, text });
  };
  return element(
    "div",
    { class: "tools" },
    ...["👍", "❤️", "😂"].map((emoji) => button(emoji, `React with ${emoji}`, () => react(emoji))),
    button("✕", "Take the reaction back", () => react("")),
    button("↩", "Reply", async () => context.quote(message)),
    ...(isCustomer
      ? [button("✎", "Edit", edit), button("🗑", "Delete", () => control("deletions", { message_id: message.id }))]
      : ["delivered", "read", "failed"].map((value) => button(value, `Report as ${value}`, () => status(value)))),
  );
}
