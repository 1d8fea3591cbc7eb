import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeededAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { type GroupLab, openGroupLab } from "#server/domain/groups/testing/group-lab.ts";
import type { RouteHandler } from "./endpoint.ts";
import { authorisationTable } from "./testing/authorisation-table.ts";
import { brokenBodies } from "./testing/broken-bodies.ts";
import { type CallOptions, type CallResult, call } from "./testing/call.ts";
import { paramsIn, seedForeignAccount } from "./testing/foreign-account.ts";
import { missingProperties } from "./testing/missing-properties.ts";
import { responseSchema } from "./testing/reference-check.ts";
import { isPage, type ReferenceOperation, referenceOperations } from "./testing/reference-operations.ts";
import { successCases } from "./testing/success-cases.ts";

/** Whatever the body says, something can be made of it. */
const takesAnything = new Set(["public.update_message"]);

/** Open to whoever has the link: there is nobody to be refused. */
const isOpen = ({ handler }: Case): boolean => handler.operation.callers.includes("nobody");

interface Case extends ReferenceOperation {
  handler: RouteHandler;
}

const all = await referenceOperations();
const isServed = (operation: ReferenceOperation): operation is Case => operation.handler !== null;
const cases = all.filter(isServed).toSorted((left, right) => rank(left) - rank(right));

/** Writing first, so that lists have something to show; what takes away comes last. */
function rank({ method, handler }: Case): number {
  if (["groups.leave", "agents.delete"].includes(handler.operation.id)) return 3;
  return method === "DELETE" ? 2 : method === "GET" ? 1 : 0;
}

const refusal = { errors: ["You need to sign in or sign up before continuing."] };
const platformRefusal = { error: "Invalid access_token" };

let lab: GroupLab;
let stranger: SeededAccount;
beforeAll(async () => {
  await startTestRuntime();
  lab = await openGroupLab();
  stranger = await seedForeignAccount();
});
afterAll(async () => {
  await lab.close();
  await stopTestRuntime();
});

test("the file has the 154 operations that are spoken of, and each has its route or its page", () => {
  expect(all).toHaveLength(154);
  const missing = all.filter((operation) => !isServed(operation) && !isPage(operation.path));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test("only the public API is open to whoever has a link", () => {
  expect(cases.filter((entry) => isOpen(entry) && !entry.path.startsWith("/public/")).map(({ name }) => name)).toEqual(
    [],
  );
});

describe.each(cases.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  const { handler, method } = entry;
  const { operation } = handler;
  const isPlatform = operation.path.startsWith("/platform/");

  /** A request that would succeed. */
  const wellFormed = async (): Promise<CallOptions> => {
    const { account } = lab;
    const given = await (successCases[operation.id]?.(lab) ?? authorisationTable[operation.id]?.given?.(account) ?? {});
    const inAccount: Record<string, number> = operation.path.includes("{account_id}") ? { account_id: account.id } : {};
    const token = operation.callers.includes("nobody") ? {} : { token: account.admin.token };
    return { ...token, method, ...given, params: { ...inAccount, ...given.params } };
  };

  if (!isOpen(entry)) {
    test("401 without a token, and with one that is none", async () => {
      const given = await wellFormed();
      for (const token of [undefined, "x".repeat(24)]) {
        const { status, body } = await call(handler, { ...given, token });
        const words = isPlatform ? platformRefusal : token ? { error: "Invalid Access Token" } : refusal;
        expect([status, body]).toEqual([401, words]);
      }
    });
  }

  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const ofRecords = names.filter((name) => name !== "account_id" || isPlatform);
  if (ofRecords.length > 0) {
    test("404 for what is not there, and for what another account has", async () => {
      const given = await wellFormed();
      const foreign = await paramsIn(handler, stranger);
      for (const name of ofRecords) {
        const with_ = (value: string | number) =>
          call(handler, { ...given, params: { ...given.params, [name]: value } });
        expectNotFound(await with_(999_999_999));
        // The key of an inbox opens it, whoever holds it.
        if (name === "inbox_identifier" && ofRecords.length === 1) continue;
        const answer = await with_(foreign[name] ?? 0);
        if (isPlatform) expect([answer.status, answer.body]).toEqual([401, { error: "Non permissible resource" }]);
        else expectNotFound(answer);
      }
    });
  }

  if (entry.entry.requestBody) {
    test("422 for a body that is wrong, naming the field", async () => {
      const given = await wellFormed();
      const broken = brokenBodies(operation, given.body);
      expect(broken.length > 0, "a body can be wrong").toBe(!takesAnything.has(operation.id));
      for (const { field, body } of broken) {
        const result = await call(handler, { ...given, body });
        expect([422, 400], `${field}: ${result.status} ${result.text.slice(0, 300)}`).toContain(result.status);
        expect(namesField(result, [field, operation.rootKey ?? field]), `${field}: ${result.text.slice(0, 300)}`).toBe(
          true,
        );
      }
    });
  }

  test("succeeds, with everything in the answer that the file names", async () => {
    const { status, text, body } = await call(handler, await wellFormed());
    expect([200, 202, 204], `${status} ${text.slice(0, 300)}`).toContain(status);
    expect(missingProperties(operation.id, responseSchema(entry.entry), body)).toEqual([]);
  });
});

function expectNotFound({ status, body }: CallResult<unknown>): void {
  expect([status, body]).toEqual([404, { error: "Resource could not be found" }]);
}

/** In `attributes`, or in the sentence. A body without its root key is told the root key. */
function namesField({ body }: CallResult<unknown>, names: string[]): boolean {
  const { attributes, error } = body as { attributes?: string[]; error?: string };
  if (attributes) return names.some((name) => attributes.some((path) => path.split(".")[0] === name));
  const sentence = ` ${(error ?? "").toLowerCase().replaceAll(/\W+/g, " ")} `;
  return names.some((name) =>
    [name, name.replace(/_id$/, "").replaceAll("_", " ")].some((words) => sentence.includes(` ${words} `)),
  );
}
