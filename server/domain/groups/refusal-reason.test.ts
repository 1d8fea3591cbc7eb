import { expect, test } from "vitest";
import { ChannelError } from "../../channels/channel-error.ts";
import { memberReason, refusalReason, requestReason } from "./refusal-reason.ts";

const refused = (code?: string) => new ChannelError("refused", "No", { code });

test("the same number means another thing for another act", () => {
  expect(refusalReason("changeInfo", refused("403"))).toBe("not_allowed");
  expect(refusalReason("join", refused("403"))).toBeUndefined();
  expect(refusalReason("join", refused("410"))).toBe("invite_invalid");
  expect(refusalReason("changeInfo", refused("410"))).toBeUndefined();
  expect([memberReason("invite_only"), requestReason("not_on_whatsapp")]).toEqual(["not_allowed", "request_gone"]);
  expect(memberReason("group_full")).toBe("group_full");
});

test("what is no refusal says so: later, or nobody knows", () => {
  expect(refusalReason("leave", new ChannelError("temporary", "Away", { code: "503" }))).toBe("temporary");
  expect(refusalReason("leave", new ChannelError("unknown", "Timed out"))).toBe("unknown_outcome");
  expect(refusalReason("leave", refused("401"))).toBe("unauthorized");
});
