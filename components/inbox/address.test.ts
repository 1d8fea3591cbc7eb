import { describe, expect, test } from "vitest";
import { conversationSorts } from "#components/data/conversation-filter.ts";
import { fc } from "#db/testing/property.ts";
import { type Address, countConditions, formatAddress, parseAddress, withoutConditions } from "./address.ts";

function read(url: string): Address | null {
  const [path = "", query = ""] = url.split("?");
  return parseAddress(path, new URLSearchParams(query));
}

const usual = { status: "open", assignee: "me", sort: "last_activity_at_desc" } as const;

describe("the address of the conversation screen", () => {
  test.each([
    ["/app/accounts/1/dashboard", { scope: { kind: "all" }, conversationId: null, filter: usual }],
    ["/app/accounts/1/conversations/12?messageId=7", { scope: { kind: "all" }, conversationId: 12, messageId: 7 }],
    [
      "/app/accounts/1/inbox/4",
      { scope: { kind: "inbox", inboxId: 4 }, conversationId: null, filter: { ...usual, inboxId: 4 } },
    ],
    ["/app/accounts/1/inbox/4/conversations/2", { scope: { kind: "inbox", inboxId: 4 }, conversationId: 2 }],
    [
      "/app/accounts/1/label/a%20b/conversations/2/",
      { scope: { kind: "label", label: "a b" }, filter: { ...usual, label: "a b" } },
    ],
    [
      "/app/accounts/1/dashboard?status=all&assignee=unassigned&type=group&unread=1",
      { filter: { ...usual, status: "all", assignee: "unassigned", groupType: "group", unread: true } },
    ],
    [
      "/app/accounts/1/mentions/conversations",
      { scope: { kind: "mentions" }, conversationId: null, filter: { ...usual, assignee: "all", type: "mention" } },
    ],
    [
      "/app/accounts/1/participating/conversations/3?assignee=me",
      { scope: { kind: "participating" }, conversationId: 3, filter: { ...usual, type: "participating" } },
    ],
    [
      "/app/accounts/1/unattended/conversations/3",
      { scope: { kind: "unattended" }, conversationId: 3, filter: { ...usual, assignee: "all", type: "unattended" } },
    ],
    ["/app/accounts/1/dashboard?status=nonsense&sort=x&inbox=-1", { filter: usual }],
  ])("reads %s", (url, expected) => {
    expect(read(url)).toMatchObject(expected);
  });

  test.each([
    "/app/accounts/1/contacts",
    "/app/accounts/1/inbox/x",
    "/app/accounts/x/dashboard",
    "/app/accounts/1/conversations",
    "/app/login",
  ])("leaves %s to another screen", (url) => expect(read(url)).toBeNull());

  test("says what it was read from", () => {
    const scope = fc.oneof(
      fc.record({
        kind: fc.constantFrom("all" as const, "mentions" as const, "participating" as const, "unattended" as const),
      }),
      fc.record({ kind: fc.constant("inbox" as const), inboxId: fc.integer({ min: 1 }) }),
      fc.record({
        kind: fc.constant("label" as const),
        label: fc
          .string({ minLength: 1, unit: "grapheme" })
          .filter((label) => label.isWellFormed() && !/^\.{1,2}$/.test(label)),
      }),
    );
    const filter = fc.record(
      {
        status: fc.constantFrom("open" as const, "all" as const, "snoozed" as const),
        assignee: fc.constantFrom("me" as const, "unassigned" as const, "all" as const),
        sort: fc.constantFrom(...conversationSorts),
        groupType: fc.constantFrom("individual" as const, "group" as const),
        unread: fc.constant(true),
        teamId: fc.integer({ min: 1 }),
      },
      { requiredKeys: ["status", "assignee", "sort"] },
    );
    const id = fc.option(fc.integer({ min: 1 }));
    fc.assert(
      fc.property(scope, filter, id, id, (scope, filter, conversationId, messageId) => {
        const ofScope = {
          ...(scope.kind === "inbox" && { inboxId: scope.inboxId }),
          ...(scope.kind === "label" && { label: scope.label }),
          ...(scope.kind === "mentions" && { type: "mention" as const }),
          ...(scope.kind === "participating" && { type: "participating" as const }),
          ...(scope.kind === "unattended" && { type: "unattended" as const }),
        };
        const address = { accountId: 3, scope, conversationId, messageId, filter: { ...filter, ...ofScope } };
        expect(read(formatAddress(address))).toEqual(address);
      }),
    );
  });

  test("says nothing about what is usual", () => {
    expect(
      formatAddress({ accountId: 1, scope: { kind: "all" }, conversationId: null, messageId: null, filter: usual }),
    ).toBe("/app/accounts/1/dashboard");
  });

  test("conditions are counted, and cleared without leaving the scope", () => {
    const address = read("/app/accounts/1/inbox/4?label=vip&unread=1&status=all") as Address;
    expect(countConditions(address)).toBe(2);
    expect(formatAddress(withoutConditions(address))).toBe("/app/accounts/1/inbox/4?status=all");
  });
});
