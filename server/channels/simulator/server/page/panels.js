import { control } from "./compose.js";
import { attempt, element } from "./page.js";

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
    ...["add", "remove", "promote", "demote", "request"].map((action) =>
      element("button", { type: "button", onclick: () => member(action) }, action[0].toUpperCase() + action.slice(1)),
    ),
    element(
      "button",
      { type: "button", onclick: () => change({ settings: { announce: !group.settings.announce } }) },
      group.settings.announce ? "Let all write" : "Only admins write",
    ),
  );
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
