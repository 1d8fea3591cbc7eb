// Before the first message: who answers and when, and what the help center says already.
import { h } from "./dom.js";
import { preChatForm } from "./forms.js";
import { state } from "./state.js";
import { language, t, timeUntil } from "./texts.js";

const ENOUGH = 5;

/** The first screen. @param onBegin  `(given)`: what the form before the chat was told, if there is one */
export function home(onBegin) {
  const { welcome_title: title, welcome_tagline: tagline, pre_chat_form_enabled: asks, pre_chat_form_options: options, portal } = state.config;
  const { is_open: isOpen, out_of_office_message: away } = state.config;
  const hasQuestions = asks && options?.pre_chat_fields?.some(({ enabled }) => enabled) && !state.contact.email;
  const begin = () => {
    if (hasQuestions) {
      const form = preChatForm(options, (given) => onBegin(given));
      section.replaceChildren(form);
      form.querySelector("input,select,textarea,button").focus();
    } else onBegin();
  };
  const section = h(
    "section",
    { class: "home" },
    faces(state.agents),
    h("h2", { dir: "auto" }, state.settings.welcomeTitle || title || t("chat")),
    h("p", { dir: "auto" }, state.settings.welcomeDescription || tagline || ""),
    !isOpen && away && h("p", { class: "note", dir: "auto" }, away),
    h("button", { class: "primary", type: "button", onclick: begin }, t("start")),
    portal && helpCenter(portal, state.locale || language()),
  );
  return section;
}

/** Open by the clock, and somebody there. @returns one line */
export function presenceLine() {
  const { config, agents, presence, settings } = state;
  const isThere = agents.some(({ id, availability_status: status }) => (presence[id] ?? status) === "online");
  if (config.is_open && isThere) return settings.availableMessage || `${t("online")} · ${t(config.reply_time || "in_a_few_minutes")}`;
  if (settings.unavailableMessage) return settings.unavailableMessage;
  return config.opens_at ? `${t("away")} · ${t("back", { time: timeUntil(config.opens_at) })}` : t("away");
}

/** Who is there, as pictures or letters. Said in words by the line below the name. */
const faces = (agents) =>
  agents.length === 0
    ? null
    : h(
        "div",
        { class: "agents", role: "img", "aria-label": agents.map(({ name }) => name).join(", ") },
        ...agents.slice(0, 4).map(({ name, avatar_url: picture }) =>
          picture ? h("img", { src: picture, alt: "" }) : h("span", { class: "letter", "aria-hidden": "true" }, [...name][0]?.toUpperCase() ?? ""),
        ),
      );

/**
 * Articles that are read most, and a search in them.
 *
 * @param portal  of the channel's configuration
 * @param locale  what the visitor reads
 */
function helpCenter(portal, locale) {
  const language = pick(portal, locale);
  const base = `/hc/${encodeURIComponent(portal.slug)}`;
  const list = h("ul", { class: "articles" });
  const said = h("p", { role: "status" });
  const search = h("input", { type: "search", name: "query", placeholder: t("searchHelp"), "aria-label": t("searchHelp"), maxLength: 200 });
  const form = h("form", { role: "search" }, search);
  let asked = 0;

  async function show(query) {
    const turn = ++asked;
    const parameters = new URLSearchParams({ per_page: String(ENOUGH), ...(query ? { query } : { sort: "views" }) });
    const response = await fetch(`${base}/${language}/articles.json?${parameters}`);
    if (!response.ok || turn !== asked) return;
    const { payload } = await response.json();
    if (turn !== asked) return;
    list.replaceChildren(...payload.map(({ title, slug }) => h("li", {}, h("a", { href: `${base}/articles/${encodeURIComponent(slug)}`, target: "_blank", rel: "noopener", dir: "auto" }, title))));
    said.textContent = query && payload.length === 0 ? t("nothingFound") : "";
    section.hidden = !query && payload.length === 0;
  }

  let timer = 0;
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => show(search.value.trim()).catch(console.warn), wait);
  };
  search.addEventListener("input", () => soon(250));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon(0);
  });
  const section = h("section", { class: "help", hidden: true }, h("h3", {}, t("help")), form, said, list);
  soon(0);
  return section;
}

/** The portal's language that is closest to the visitor's. */
function pick({ allowed_locales: known = [], default_locale: preset }, locale) {
  const plain = (code) => code.toLowerCase().replace("_", "-");
  const wanted = plain(locale);
  const [language] = wanted.split("-");
  return known.find((code) => plain(code) === wanted) ?? known.find((code) => plain(code).split("-")[0] === language) ?? preset;
}
