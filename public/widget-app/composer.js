// Where the visitor writes.
import { h, icon } from "./dom.js";
import { t } from "./texts.js";

const EMOJI = "😀 😁 😂 🙂 😉 😍 😘 🤔 😐 😕 😢 😭 😡 👍 👎 👏 🙏 💪 👋 🎉 ❤️ 🔥 ✅ ❌".split(" ");
const TYPING_EVERY_MS = 4000;

/**
 * @param draft  what stands in the field from before
 * @param onSend  `({ content, file })`
 * @param onTyping  `"on"`, repeated while somebody writes, and `"off"`
 * @param onDraft  `(text)`: what stands in the field now
 */
export function createComposer({ canAttach, canEmoji, draft, onSend, onTyping, onDraft }) {
  const typed = { at: 0, timer: 0 };
  const input = h("textarea", { rows: 1, "aria-label": t("write"), placeholder: t("write"), maxLength: 10_000, dir: "auto", value: draft });
  const picker = h("div", { class: "emoji", hidden: true, role: "group", "aria-label": t("emoji") });
  const file = h("input", { type: "file", hidden: true, multiple: true, tabIndex: -1, "aria-hidden": "true" });
  const send = h("button", { type: "submit", class: "send", "aria-label": t("send") }, icon("send"));
  const toggle = () => {
    picker.hidden = !picker.hidden;
    smile.setAttribute("aria-expanded", String(!picker.hidden));
    if (!picker.hidden) picker.firstElementChild.focus();
  };
  const smile = h("button", { type: "button", "aria-label": t("emoji"), "aria-expanded": "false", onclick: toggle }, icon("emoji"));
  picker.append(
    ...EMOJI.map((emoji) =>
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            input.setRangeText(emoji, input.selectionStart, input.selectionEnd, "end");
            onDraft(input.value);
            toggle();
            input.focus();
          },
        },
        emoji,
      ),
    ),
  );
  // It lies over the chat: Escape closes it alone.
  picker.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle();
    smile.focus();
  });
  const form = h(
    "form",
    { class: "composer" },
    picker,
    input,
    canAttach && h("button", { type: "button", "aria-label": t("attach"), onclick: () => file.click() }, icon("attach")),
    canAttach && file,
    canEmoji && smile,
    send,
  );

  const stopTyping = () => {
    clearTimeout(typed.timer);
    if (typed.at > 0) onTyping("off");
    typed.at = 0;
  };
  input.addEventListener("input", () => {
    onDraft(input.value);
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 120)}px`;
    if (Date.now() - typed.at > TYPING_EVERY_MS) {
      typed.at = Date.now();
      onTyping("on");
    }
    clearTimeout(typed.timer);
    typed.timer = setTimeout(stopTyping, TYPING_EVERY_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const content = input.value.trim();
    if (!content) return;
    input.value = "";
    onDraft("");
    input.style.height = "auto";
    stopTyping();
    onSend({ content });
  });
  file.addEventListener("change", () => {
    for (const chosen of file.files) onSend({ content: "", file: chosen });
    file.value = "";
  });
  return { element: form, focus: () => input.focus() };
}
