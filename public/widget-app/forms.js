// Questions to the visitor: before the chat, and inside it.
import { h } from "./dom.js";
import { t } from "./texts.js";

const standard = { emailAddress: "email", fullName: "text", phoneNumber: "tel" };
const patterns = { email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, tel: /^\+[\d\s().-]{7,20}$/, link: /^https?:\/\/\S+$/i };
const cues = { email: "wrongEmail", tel: "wrongPhone" };

/** The form before the first message. @param onSubmit  `({ contact, custom_attributes })` */
export function preChatForm({ pre_chat_message: intro, pre_chat_fields: fields = [] }, onSubmit) {
  const shown = fields.filter(({ enabled }) => enabled);
  const inputs = shown.map((field) => ({ field, ...question(toQuestion(field)) }));
  const form = h("form", { class: "form", noValidate: true }, intro && h("p", { dir: "auto" }, intro), ...inputs.map(({ element }) => element));
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
function question({ name, type, label, placeholder, required, pattern, cue, preset, options = [] }) {
  const id = `field-${++ids}`;
  const problem = h("p", { class: "problem", id: `${id}-problem`, role: "alert", hidden: true });
  const shared = { id, name, required: Boolean(required), "aria-describedby": problem.id };
  const control = makeControl(type, { shared, placeholder, options });
  if (preset !== undefined && preset !== null && type !== "checkbox") control.value = String(preset);
  const isCheck = type === "checkbox";
  const element = h("div", { class: isCheck ? "field check" : "field" }, h("label", { htmlFor: id, dir: "auto" }, label, required && h("span", { "aria-hidden": "true" }, " *")), control, problem);
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
      // What is half written is empty to the browser, and wrong.
      if (control.validity.badInput) return complain(cue || t("invalid"));
      if (required && (given === "" || given === false)) return complain(t("required"));
      const expected = readPattern(pattern) ?? patterns[type];
      return complain(given && expected && !expected.test(given) ? cue || t(cues[type] ?? "invalid") : "");
    },
  };
}

/** As programs write it, `/^\d+$/i`, or bare. What is no pattern asks for nothing: it cannot be met. */
function readPattern(pattern) {
  if (!pattern) return null;
  const [, body, flags] = /^\/(.*)\/([imsu]*)$/s.exec(pattern) ?? [null, pattern, ""];
  try {
    return new RegExp(body, flags);
  } catch (error) {
    console.warn("A pattern of the form cannot be read.", error);
    return null;
  }
}

function makeControl(type, { shared, placeholder, options }) {
  if (type === "select" || type === "list") {
    const choices = options.map(({ label, value }) => h("option", { value }, label ?? value));
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
  if (type === "input_email") return email ? h("p", { class: "done", dir: "auto" }, email) : emailForm(answer);
  if (type === "input_select") return choices(items, submitted, answer);
  if (type === "form") return submitted ? summary(submitted, items) : itemsForm(items, answer);
  return type === "input_csat" ? rating(attributes, answer) : null;
}

function emailForm(answer) {
  const { element, value, check, focus } = question({ name: "email", type: "email", label: t("email"), required: true });
  return submitting(h("form", { class: "form", noValidate: true }, element), () => (check() ? answer({ email: value() }) : focus()));
}

function choices(items, submitted, answer) {
  const chosen = submitted?.[0]?.value;
  if (chosen !== undefined) return h("p", { class: "done", dir: "auto" }, submitted[0].title ?? chosen);
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const pick = async (item) => {
    for (const button of buttons) button.disabled = true;
    problem.hidden = true;
    try {
      await answer({ submitted_values: [{ name: item.title, title: item.title, value: item.value }] });
    } catch (error) {
      refuse(problem, error);
      for (const button of buttons) button.disabled = false;
    }
  };
  const buttons = items.map((item) => h("button", { type: "button", dir: "auto", onclick: () => pick(item) }, item.title));
  return h("div", { class: "choices", role: "group", "aria-label": t("choose") }, ...buttons, problem);
}

function itemsForm(items, answer) {
  const fields = items.map((item) => ({
    item,
    ...question({
      ...item,
      label: item.label || item.title || item.name,
      cue: item.pattern_error,
      preset: item.default,
      options: (item.options ?? []).map((option) => (typeof option === "object" ? option : { label: option, value: option })),
    }),
  }));
  const form = h("form", { class: "form", noValidate: true }, ...fields.map(({ element }) => element));
  return submitting(form, () => {
    const wrong = fields.filter(({ check }) => !check());
    if (wrong.length > 0) return wrong[0].focus();
    return answer({ submitted_values: fields.map(({ item, value }) => ({ name: item.name, title: item.label, value: value() })) });
  });
}

function summary(submitted, items) {
  const known = new Map(items.map((item) => [item.name, item]));
  const said = (name, value) => known.get(name)?.options?.find((option) => option?.value === value)?.label ?? String(value);
  const rows = submitted.map(({ title, name, value }) => [h("dt", { dir: "auto" }, title ?? known.get(name)?.label ?? name), h("dd", { dir: "auto" }, said(name, value))]);
  return h("dl", { class: "done" }, ...rows.flat());
}

/** One to five, faces or stars, and a few words; the answer can be changed. */
function rating({ display_type: look, submitted_values: submitted }, answer) {
  const given = submitted?.csat_survey_response;
  const state = { rating: given?.rating ?? 0 };
  const isStars = look === "star";
  const feedback = h("textarea", { rows: 2, maxLength: 20_000, placeholder: t("feedback"), "aria-label": t("feedback"), value: given?.feedback_message ?? "" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const light = () =>
    marks.forEach((mark, at) => {
      mark.setAttribute("aria-pressed", String(at + 1 === state.rating));
      mark.classList.toggle("lit", isStars ? at < state.rating : at + 1 === state.rating);
      if (isStars) mark.textContent = at < state.rating ? "★" : "☆";
    });
  const choose = (value) => {
    state.rating = value;
    problem.hidden = true;
    light();
  };
  const marks = ["😞", "😑", "😐", "😀", "😍"].map((face, index) => {
    const label = t(`rate${index + 1}`);
    return h("button", { type: "button", class: "face", title: label, "aria-label": label, onclick: () => choose(index + 1) }, face);
  });
  light();
  const faces = h("div", { class: "faces", role: "group", "aria-label": t("rate") }, ...marks);
  const form = h("form", { class: "form" }, faces, feedback, problem, given && h("p", { class: "done", role: "status" }, t("thanks")));
  return submitting(form, () => {
    if (state.rating > 0) return answer({ submitted_values: { csat_survey_response: { rating: state.rating, feedback_message: feedback.value } } });
    problem.textContent = t("chooseRating");
    problem.hidden = false;
    return marks[0].focus();
  });
}

function submitting(form, act) {
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const button = h("button", { class: "primary", type: "submit" }, t("submit"));
  form.append(problem, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      await act();
    } catch (error) {
      refuse(problem, error);
    } finally {
      button.disabled = false;
    }
  });
  return form;
}

/** The server's sentence where it has one for people. */
function refuse(problem, { status, message }) {
  problem.textContent = status === 422 && message ? message : t(status ? "refused" : "offline");
  problem.hidden = false;
}
