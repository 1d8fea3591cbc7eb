import { expect, test } from "vitest";
import { describeError } from "./log.ts";

test("an error of a statement shows neither the values of the statement nor the row they broke", () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
    code: "23505",
    detail: "Key (email)=(ann@acme.test) already exists.",
  });
  const error = new Error('Failed query: insert into "messages" values ($1)\nparams: the secret words\nof a customer', {
    cause,
  });
  const text = JSON.stringify(describeError(error));
  expect(text).toContain("insert into");
  expect(text).toContain("23505");
  expect(text).not.toMatch(/secret words|of a customer|ann@acme/);
});

test("where it happened stays, and a chain of causes ends", () => {
  const looped = new Error("round");
  looped.cause = looped;
  const described = describeError(looped) as { stack: string };
  expect(described.stack).toContain("log.test.ts");
  expect(JSON.stringify(described).match(/"round"/g)).toHaveLength(5);
});

test("what is thrown without being an error is named by its type", () => {
  expect(describeError({ password: "x" })).toBe("object");
});
