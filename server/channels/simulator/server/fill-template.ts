import type { SendRequest } from "../wire.ts";
import type { SimulatorState } from "./simulator-state.ts";
import { Refusal } from "./world.ts";

/** Text of a template with its values in place. Those who play the customer read it as it would be on a phone. */
export function fillTemplate({ templates }: SimulatorState, wanted: NonNullable<SendRequest["template"]>): string {
  const template = templates.find(({ name, language }) => name === wanted.name && language === wanted.language);
  if (!template) throw new Refusal(404, "There is no template of this name in this language");
  if (template.status !== "approved") throw new Refusal(403, `This template is ${template.status}`);
  const missing = new Set<string>();
  const body = template.body.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = wanted.body[name];
    if (!value) missing.add(name);
    return value ?? "";
  });
  if (missing.size > 0) throw new Refusal(400, `The template needs a value for ${[...missing].join(", ")}`);
  return [template.header, body, template.footer].filter(Boolean).join("\n\n");
}
