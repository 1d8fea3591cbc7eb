// Questions to the visitor: before the chat, and inside it.
import { h } from "./dom.js";
import { t } from "./texts.js";

const standard = { emailAddress: "email", fullName: "text", phoneNumber: "tel" };
const patterns = { email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, tel: /^\+?[\d\s().-]{6,20}$/ };

/** The form before the first message. @param onSubmit  `({ contact, custom_attributes })` */
export function preChatForm({ pre_chat_message: intro, pre_chat_fields: fields = [] }, onSubmit) {
  const shown = fields.filter(({ enabled }) => enabled);
  const inputs = shown.map((field) => ({ field, ...question(toQuestion(field)) }));
  const form = h("form", { class: "form", noValidate: true }, intro && h("p", {}, intro), ...inputs.map(({ element }) => element));
  form.append(h("button", { class: "primary", type: "submit" }, t("start")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = inputs.filter(({ check }) => !check());
    if (wrong.length > 0) return wrong[0].focus();
    const contact = { custom_attributes: {} };
    const attributes = {};
    for (const { field, value } of inputs) {
      const given = value();
      if (given === "" || given === false) continue;
      if (field.name === "emailAddress") contact.email = given;
      else if (field.name === "fullName") contact.name = given;
      else if (field.name === "phoneNumber") contact.phone_number = given.replace(/[\s().-]/g, "");
      else if (field.field_type === "contact_attribute") contact.custom_attributes[field.name] = given;
      else attributes[field.name] = given;
    }
    onSubmit({ contact, custom_attributes: attributes });
  });
  return form;
}

const toQuestion = (field) => ({
  name: field.name,
  type: field.values?.length ? "select" : (standard[field.name] ?? field.type),
  label: field.label || t(field.name),
  placeholder: field.placeholder ?? "",
  required: field.required,
  pattern: field.regex_pattern,
  cue: field.regex_cue,
  options: (field.values ?? []).map((value) => ({ label: value, value })),
});

let ids = 0;

/** A label, its field and what is wrong with it. */
function question({ name, type, label, placeholder, required, pattern, cue, options = [] }) {
  const id = `field-${++ids}`;
  const problem = h("p", { class: "problem", id: `${id}-problem`, role: "alert", hidden: true });
  const shared = { id, name, required: Boolean(required), "aria-describedby": problem.id };
  const control = makeControl(type, { shared, placeholder, options });
  const isCheck = type === "checkbox";
  const element = h("div", { class: isCheck ? "field check" : "field" }, h("label", { htmlFor: id }, label, required ? " *" : ""), control, problem);
  const value = () => (isCheck ? control.checked : control.value.trim());
  const complain = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
    control.setAttribute("aria-invalid", String(Boolean(text)));
    return !text;
  };
  return {
    element,
    value,
    focus: () => control.focus(),
    check() {
      const given = value();
      if (required && (given === "" || given === false)) return complain(t("required"));
      const expected = pattern ? new RegExp(pattern.replace(/^\/|\/$/g, "")) : patterns[type];
      return complain(given && expected && !expected.test(given) ? cue || t("invalid") : "");
    },
  };
}

function makeControl(type, { shared, placeholder, options }) {
  if (type === "select" || type === "list") {
    const choices = options.map(({ label, value }) => h("option", { value }, label));
    return h("select", shared, h("option", { value: "" }, t("choose")), choices);
  }
  if (type === "text_area" || type === "textarea") return h("textarea", { ...shared, placeholder, rows: 3 });
  const kinds = { email: "email", tel: "tel", number: "number", date: "date", link: "url", checkbox: "checkbox" };
  const complete = { email: "email", tel: "tel" }[type] ?? (shared.name === "fullName" ? "name" : "on");
  return h("input", { ...shared, type: kinds[type] ?? "text", placeholder, autocomplete: complete });
}

/** What a message asks. @param answer  `({ submitted_values } | { email })` → promise */
export function messageForm(message, answer) {
  const { content_type: type, content_attributes: attributes = {} } = message;
  const { submitted_values: submitted, submitted_email: email, items = [] } = attributes;
  if (type === "input_email") return email ? h("p", { class: "done" }, email) : emailForm(answer);
  if (type === "input_select") return choices(items, submitted, answer);
  if (type === "form") return submitted ? summary(submitted) : itemsForm(items, answer);
  return type === "input_csat" ? rating(submitted?.csat_survey_response, answer) : null;
}

function emailForm(answer) {
  const { element, value, check, focus } = question({ name: "email", type: "email", label: t("email"), required: true });
  return submitting(h("form", { class: "form inline", noValidate: true }, element), () => (check() ? answer({ email: value() }) : focus()));
}

function choices(items, submitted, answer) {
  const chosen = submitted?.[0]?.value;
  if (chosen !== undefined) return h("p", { class: "done" }, submitted[0].title ?? chosen);
  const pick = (item) => answer({ submitted_values: [{ name: item.title, title: item.title, value: item.value }] });
  return h("div", { class: "choices", role: "group" }, ...items.map((item) => h("button", { type: "button", onclick: () => pick(item) }, item.title)));
}

function itemsForm(items, answer) {
  const fields = items.map((item) => ({ item, ...question({ ...item, type: item.type, options: item.options }) }));
  const form = h("form", { class: "form", noValidate: true }, ...fields.map(({ element }) => element));
  return submitting(form, () => {
    const wrong = fields.filter(({ check }) => !check());
    if (wrong.length > 0) return wrong[0].focus();
    return answer({ submitted_values: fields.map(({ item, value }) => ({ name: item.name, title: item.label, value: value() })) });
  });
}

const summary = (submitted) =>
  h("dl", { class: "done" }, ...submitted.flatMap(({ title, name, value }) => [h("dt", {}, title ?? name), h("dd", {}, String(value))]));

function rating(given, answer) {
  const state = { rating: given?.rating ?? 0 };
  const feedback = h("textarea", { rows: 2, placeholder: t("feedback"), "aria-label": t("feedback"), value: given?.feedback_message ?? "" });
  const faces = ["😞", "😑", "😐", "😀", "😍"].map((face, index) =>
    h(
      "button",
      {
        type: "button",
        class: "face",
        "aria-label": t("star", { n: index + 1 }),
        "aria-pressed": String(state.rating === index + 1),
        onclick: () => {
          state.rating = index + 1;
          faces.forEach((other, at) => other.setAttribute("aria-pressed", String(at === index)));
        },
      },
      face,
    ),
  );
  const form = h("form", { class: "form" }, h("div", { class: "faces", role: "group", "aria-label": t("rate") }, ...faces), feedback, given && h("p", { class: "done" }, t("thanks")));
  return submitting(form, () =>
    state.rating > 0 && answer({ submitted_values: { csat_survey_response: { rating: state.rating, feedback_message: feedback.value } } }),
  );
}

function submitting(form, act) {
  const button = h("button", { class: "primary", type: "submit" }, t("submit"));
  form.append(button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await act();
    } finally {
      button.disabled = false;
    }
  });
  return form;
}
