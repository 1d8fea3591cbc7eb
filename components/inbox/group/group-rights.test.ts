import { describe, expect, it } from "vitest";
import { groupActs, groupRights } from "./group-rights.ts";

const everything = { groupActions: [...groupActs], groupSettings: ["announce", "restrict"] };

describe("groupRights", () => {
  it("lets admins do what the channel can", () => {
    const rights = groupRights({ capabilities: everything, attributes: {}, isAdmin: true });
    expect(groupActs.every(rights.can)).toBe(true);
    expect(rights.canSwitch("announce")).toBe(true);
    expect(rights.canSwitch("join_approval_mode")).toBe(false);
    expect(rights.missing).toEqual([]);
  });

  it("leaves simple members the name, the description and the door", () => {
    const rights = groupRights({ capabilities: everything, attributes: {}, isAdmin: false });
    expect(groupActs.filter(rights.can)).toEqual(["changeInfo", "leave"]);
    expect(rights.canSwitch("announce")).toBe(false);
  });

  it("allows nothing that needs an admin while it is unknown whether we are one", () => {
    const rights = groupRights({ capabilities: everything, attributes: {}, isAdmin: null });
    expect(rights.can("changeMembers")).toBe(false);
  });

  it("allows nothing after we left, and does not blame the channel for it", () => {
    const capabilities = { groupActions: [], groupSettings: [] };
    const rights = groupRights({ capabilities, attributes: { group_left: true }, isAdmin: true });
    expect(groupActs.filter(rights.can)).toEqual([]);
    expect(rights.missing).toEqual([]);
  });

  it("names what the channel cannot, once", () => {
    const capabilities = { groupActions: ["changeInfo", "changeMembers", "leave"], groupSettings: [] };
    const { missing } = groupRights({ capabilities, attributes: {}, isAdmin: true });
    expect(missing).toEqual(["changePicture", "changeSettings", "inviteCode", "resetInvite", "joinRequests"]);
  });

  it("says nothing about a channel that is not known yet", () => {
    expect(groupRights({ capabilities: null, attributes: {}, isAdmin: true }).missing).toEqual([]);
  });
});
