import { control } from "./compose.js";
import { attempt, element, nameOf, peopleOf } from "./page.js";

const find = (id) => document.getElementById(id);

/** Buttons that change the open group; hidden for a person. */
export function renderGroupTools(group) {
  const tools = find("group-tools");
  tools.hidden = !group;
  if (!group) return;
  const change = (body) => attempt(() => control("group-changes", { id: group.id, ...body }));
  const ask = (question, value, key) => {
    const answer = prompt(question, value ?? "");
    if (answer) change({ [key]: answer });
  };
  const member = (action) => {
    const phone = prompt(`${action}: number of the person (digits)`, Object.keys(group.members)[0]);
    if (phone) change({ member: { phone, change: action } });
  };
  tools.replaceChildren(
    element("button", { type: "button", onclick: () => ask("New name", group.name, "name") }, "Rename"),
    element(
      "button",
      { type: "button", onclick: () => ask("New description", group.description, "description") },
      "Describe",
    ),
    ...["add", "remove", "promote", "demote"].map((action) =>
      element("button", { type: "button", onclick: () => member(action) }, action[0].toUpperCase() + action.slice(1)),
    ),
    element(
      "button",
      { type: "button", onclick: () => change({ settings: { announce: !group.settings.announce } }) },
      group.settings.announce ? "Let all write" : "Only admins write",
    ),
    toggle(group, change),
    joining(group),
  );
  tools.className = "row";
}

/** Whether admins let people in who follow the link. */
const toggle = ({ settings }, change) =>
  element(
    "button",
    {
      type: "button",
      "aria-pressed": String(settings.join_approval_mode),
      onclick: () => change({ settings: { join_approval_mode: !settings.join_approval_mode } }),
    },
    "Approve who joins",
  );

/** The invite link, somebody who follows it, and who waits to be let in. */
function joining(group) {
  const outside = peopleOf().filter(({ phone }) => !group.members[phone] && !group.requests[phone]);
  const who = element(
    "select",
    { "aria-label": "Who follows the invite link" },
    ...outside.map(({ phone, name }) => element("option", { value: phone }, name || `+${phone}`)),
  );
  const follow = () =>
    attempt(async () => {
      const { state } = await control("group-joins", { id: group.id, phone: who.value });
      find("said").textContent = state === "in" ? "They are in the group." : "They ask to be let in.";
    });
  const takeBack = (phone) =>
    attempt(() => control("group-changes", { id: group.id, member: { phone, change: "revoke_request" } }));
  return element(
    "div",
    { class: "row joining" },
    element("span", {}, "Invite link ", element("code", {}, `https://chat.whatsapp.com/${group.inviteCode}`)),
    ...(outside.length > 0
      ? [who, element("button", { type: "button", onclick: follow }, "Join by link")]
      : [element("span", { class: "meta" }, "Everybody is in.")]),
    ...Object.keys(group.requests).map((phone) =>
      element(
        "span",
        { class: "request" },
        `${nameOf(phone)} asks to join `,
        element(
          "button",
          { type: "button", "aria-label": `${nameOf(phone)} takes the request back`, onclick: () => takeBack(phone) },
          "Take back",
        ),
      ),
    ),
  );
}

/** Switches of the open person. */
export function renderPersonTools(person) {
  const tools = find("person-tools");
  tools.hidden = !person;
  if (!person) return;
  const input = element("input", { type: "checkbox", checked: person.refusesGroups === true });
  input.addEventListener("change", () =>
    attempt(() => control("people", { phone: person.phone, name: person.name, refusesGroups: input.checked })),
  );
  tools.replaceChildren(element("label", {}, input, " Lets nobody add them to groups"));
  tools.className = "row";
}

const labels = {
  latencyMs: "Slow (ms)",
  failWith: "Refuse with status",
  throttle: "Throttle (429)",
  loseAnswers: "Lose answers",
  offline: "Offline",
  duplicate: "Post twice",
  reorder: "Post out of order",
  dropWebhooks: "Lose posts",
  autoDeliver: "Deliver at once",
  autoRead: "Read at once",
};

/** The right-hand side: switches, and what was posted. */
export function renderMoods(state) {
  const { switches, posted, connection, phone, webhook } = state;
  find("line").textContent = `+${phone} is ${connection}${webhook ? "" : ", no inbox subscribed yet"}`;
  if (!find("switches").contains(document.activeElement) || document.activeElement.type !== "number") {
    find("switches").replaceChildren(
      ...Object.entries(labels).map(([key, label]) => {
        const value = switches[key];
        const isNumber = typeof value === "number";
        const input = element("input", {
          type: isNumber ? "number" : "checkbox",
          name: key,
          min: "0",
          value: isNumber ? String(value) : undefined,
          checked: value === true,
        });
        input.addEventListener("change", () =>
          attempt(() => control("switches", { [key]: isNumber ? Number(input.value) : input.checked })),
        );
        return element("label", {}, label, input);
      }),
    );
  }
  find("posted").replaceChildren(
    ...posted
      .toReversed()
      .slice(0, 20)
      .map(({ kinds, status, attempts }) =>
        element(
          "li",
          { class: status >= 200 && status < 300 ? "" : "failed" },
          `${kinds.join(", ")} → ${status ?? "no answer"}${attempts > 1 ? ` (${attempts} tries)` : ""}`,
        ),
      ),
  );
}
