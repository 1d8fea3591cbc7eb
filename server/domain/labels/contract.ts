import { z } from "zod";
import { flag, textUpTo, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/labels";

/** A label of the account (contract, settings §5). Conversations and contacts carry its title. */
export const label = z.object({
  id: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  color: z.string(),
  show_on_sidebar: z.boolean(),
});
export type Label = z.infer<typeof label>;

/** Letters and digits of any script, `_` and `-`, the first one no sign. */
export const LABEL_TITLE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]+$/u;

const title = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "can't be blank")
  .max(255, "is too long (maximum is 255 characters)")
  .regex(LABEL_TITLE, "must have at least 2 letters, digits, _ or -, and begin with a letter or digit");

const color = z.string().regex(/^#[0-9a-f]{3}(?:[0-9a-f]{3})?$/i, "is no colour, such as #1f93ff");

const labelFields = {
  description: textUpTo(20_000).nullish(),
  color: color.optional(),
  show_on_sidebar: flag.nullish(),
};

const labelPath = z.object({ id: wireId });

export const listLabels = operation({
  id: "labels.list",
  method: "GET",
  path: base,
  summary: "Labels of the account, by title",
  tag: "Labels",
  callers: ["user"],
  response: z.object({ payload: z.array(label) }),
});

export const getLabel = operation({
  id: "labels.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One label",
  tag: "Labels",
  callers: ["administrator"],
  params: labelPath,
  response: label,
});

export const createLabel = operation({
  id: "labels.create",
  method: "POST",
  path: base,
  summary: "Create a label",
  tag: "Labels",
  callers: ["administrator"],
  rootKey: "label",
  body: z.object({ title, ...labelFields }),
  response: label,
});

export const updateLabel = operation({
  id: "labels.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a label; a new title is carried through conversations and contacts in the background",
  tag: "Labels",
  callers: ["administrator"],
  params: labelPath,
  rootKey: "label",
  body: z.object({ title: title.optional(), ...labelFields }),
  response: label,
});

export const deleteLabel = operation({
  id: "labels.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete a label; what carries its title keeps it",
  tag: "Labels",
  callers: ["administrator"],
  params: labelPath,
});
