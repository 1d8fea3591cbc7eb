import { bubble } from "./bubble.js";
import { control, fileAttachment, makeUp } from "./compose.js";
import { renderGroupTools, renderMoods, renderPersonTools } from "./panels.js";

const find = (id) => document.getElementById(id);
const view = { state: null, chat: null, quoted: null };
const OWN_PHONE = "own";

/** Number of whom the player plays; undefined for the inbox's own phone. */
const writer = () => {
  const { value } = find("composer").elements.from;
  return value === OWN_PHONE ? undefined : value;
};

/** Builds an element; texts are never read as markup. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Runs a click's work and shows what went wrong. */
export async function attempt(work) {
  const problem = find("problem");
  problem.hidden = true;
  try {
    await work();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

export const peopleOf = () => view.state.people;

export const nameOf = (phone) => {
  if (phone === null) return "Inbox";
  if (phone === view.state.phone) return "Inbox (own number)";
  return view.state.people.find((person) => person.phone === phone)?.name || `+${phone}`;
};

function renderChats() {
  const { people, groups, messages } = view.state;
  const chats = [
    ...groups.map((group) => ({ id: group.id, name: group.name, kind: "group" })),
    ...people.map((person) => ({ id: person.phone, name: person.name || `+${person.phone}`, kind: "person" })),
  ];
  const last = (id) => messages.findLast((message) => message.chat === id);
  chats.sort((one, other) => (last(other.id)?.time ?? 0) - (last(one.id)?.time ?? 0));
  find("chats").replaceChildren(
    ...chats.map(({ id, name, kind }) => {
      const unread = messages.filter(
        (message) => message.chat === id && message.from === null && message.via === "api" && message.status !== "read",
      ).length;
      const hue = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0) * 17, 0) % 360;
      return element(
        "button",
        { class: "chat", "aria-current": String(id === view.chat), "data-chat": id, onclick: () => open(id) },
        element(
          "span",
          { class: "face", style: `background: hsl(${hue} 45% 45%)`, "aria-hidden": "true" },
          kind === "group" ? "#" : name.slice(0, 1),
        ),
        element(
          "span",
          {},
          element("span", { class: "name" }, name),
          element("small", {}, last(id)?.text ?? (last(id) ? "a file" : kind === "group" ? "group" : `+${id}`)),
        ),
        unread ? element("span", { class: "count", "aria-label": `${unread} unread` }, String(unread)) : "",
      );
    }),
  );
}

function renderThread() {
  const { messages, groups, typing } = view.state;
  const group = groups.find(({ id }) => id === view.chat);
  find("composer").hidden = !view.chat;
  if (!view.chat) return;
  find("title").textContent = group?.name ?? nameOf(view.chat);
  find("typing").textContent = typing[view.chat]
    ? typing[view.chat] === "recording"
      ? "the inbox is recording…"
      : "the inbox is typing…"
    : "";
  renderGroupTools(group);
  renderPersonTools(view.state.people.find(({ phone }) => phone === view.chat));
  const writers = group ? Object.keys(group.members).filter((phone) => phone !== view.state.phone) : [view.chat];
  const from = find("composer").elements.from;
  const chosen = from.value;
  const choices = [...writers, OWN_PHONE];
  from.replaceChildren(
    ...choices.map((phone) =>
      element("option", { value: phone }, phone === OWN_PHONE ? "our own phone" : nameOf(phone)),
    ),
  );
  if (choices.includes(chosen)) from.value = chosen;
  const thread = find("thread");
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  const shown = messages.filter(({ chat }) => chat === view.chat);
  thread.replaceChildren(
    ...shown.map((message) => bubble(message, { all: messages, members: readers(group), writer, quote })),
  );
  if (atEnd) thread.scrollTop = thread.scrollHeight;
}

/** Members of a group other than the inbox; undefined in a chat of two. */
const readers = (group) => group && Object.keys(group.members).filter((phone) => phone !== view.state.phone);

async function refresh() {
  view.state = await control("state");
  renderChats();
  renderThread();
  renderMoods(view.state);
  // In a group the player says who reads.
  const unread =
    view.chat &&
    !view.chat.endsWith("@g.us") &&
    document.hasFocus() &&
    view.state.messages.some(
      (message) =>
        message.chat === view.chat &&
        message.from === null &&
        message.via === "api" &&
        !["read", "failed"].includes(message.status),
    );
  if (unread) await control("reads", { chat: view.chat });
}

function open(chat) {
  view.chat = chat;
  quote(null);
  // The next chat is begun as its own first member again.
  find("composer").elements.from.replaceChildren();
  attempt(refresh);
  find("composer").elements.text.focus();
}

function quote(message) {
  view.quoted = message;
  find("quote").hidden = !message;
  find("quote").textContent = message ? `Replying to: ${message.text ?? "a file"}` : "";
}

async function write(content) {
  await control("messages", {
    from: writer(),
    chat: view.chat,
    ...(view.quoted ? { quoted_id: view.quoted.id } : {}),
    ...content,
  });
  quote(null);
}

find("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.text;
  const text = field.value.trim();
  if (!text) return;
  attempt(async () => {
    await write({ text });
    field.value = "";
  });
});
find("composer").elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  find("composer").requestSubmit();
});
let typingUntil = 0;
find("composer").elements.text.addEventListener("input", () => {
  const from = writer();
  if (!from || Date.now() < typingUntil) return;
  typingUntil = Date.now() + 3000;
  attempt(() => control("typing", { from, state: "on" }));
});
find("composer").elements.file.addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) attempt(async () => write({ attachments: [await fileAttachment(file)] }));
  event.target.value = "";
});
for (const button of document.querySelectorAll("[data-send]")) {
  button.addEventListener("click", () =>
    attempt(async () => {
      const content = await makeUp(button.dataset.send);
      if (content) await write(content);
    }),
  );
}
for (const button of document.querySelectorAll("[data-state]")) {
  button.addEventListener("click", () => attempt(() => control("connection", { state: button.dataset.state })));
}
find("add-person").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(async () => {
    await control("people", Object.fromEntries(new FormData(form)));
    form.reset();
  });
});
find("add-group").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(async () => {
    await control("groups", { name: form.elements.name.value, members: view.state.people.map(({ phone }) => phone) });
    form.reset();
  });
});

new EventSource("/control/stream").addEventListener("message", () => attempt(refresh));
