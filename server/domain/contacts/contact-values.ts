import type { Attributes } from "#db/schema/columns.ts";
import { AppError, invalid } from "../../platform/app-error.ts";
import type { Input } from "../../platform/contract/operation.ts";
import type { ContactValues } from "./change-contact.ts";
import type * as contract from "./contract.ts";
import { toE164 } from "./phone-numbers.ts";

type Fields = Omit<Input<typeof contract.updateContact>, "id">;

const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\]+$/;

/**
 * What a caller gave as columns: e-mails in lower case, numbers in E.164, "" as nothing (contract, contacts §1). Keys that
 * were not given are left out.
 *
 * @throws invalid naming every wrong field
 */
export function contactValues(fields: Fields): ContactValues {
  const problems: Problem[] = [];
  const values: ContactValues = {
    name: fields.name === undefined ? undefined : (fields.name?.trim() ?? ""),
    blocked: fields.blocked,
    identifier: fields.identifier === undefined ? undefined : fields.identifier || null,
    email: emailOf(fields.email, problems),
    phoneNumber: phoneOf(fields.phone_number, problems),
  };
  for (const field of ["additional_attributes", "custom_attributes"] as const) {
    const problem = attributeProblem(fields[field] ?? {});
    if (problem)
      problems.push([field, `${field === "custom_attributes" ? "Custom" : "Additional"} attributes ${problem}`]);
  }
  if (fields.avatar_url && !isWebAddress(fields.avatar_url)) problems.push(["avatar_url", "Avatar url is invalid"]);
  if (problems.length > 0) throw complaint(problems);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

type Problem = [field: string, sentence: string];

function emailOf(given: string | null | undefined, problems: Problem[]): string | null | undefined {
  if (given === undefined) return undefined;
  const email = given?.trim().toLowerCase() || null;
  if (email && (email.length > 255 || !EMAIL.test(email))) problems.push(["email", "Email is invalid"]);
  return email;
}

function phoneOf(given: string | null | undefined, problems: Problem[]): string | null | undefined {
  if (given === undefined) return undefined;
  if (!given?.trim()) return null;
  const phone = toE164(given);
  if (!phone) problems.push(["phone_number", "Phone number should be in e164 format"]);
  return phone;
}

/** Given keys replace stored ones; others stay (contract, contacts §2). */
export function mergedAttributes(stored: Attributes, given: Attributes | null | undefined): Attributes {
  return given ? { ...stored, ...given } : stored;
}

function complaint(problems: Problem[]): AppError {
  const [first] = problems;
  if (problems.length === 1 && first) return invalid(first[0], first[1]);
  return new AppError("invalid", {
    public: problems.map(([, sentence]) => sentence).join(", "),
    fields: problems.map(([field]) => field),
  });
}

/** Limits of attribute values (contract, conventions §4). */
function attributeProblem(attributes: Attributes): string | null {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "string" && value.length > 1500) return `${key} length should be < 1500`;
    if (typeof value === "number" && Math.abs(value) > 9_999_999_999) return `${key} value should be < 9999999999`;
  }
  return null;
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
