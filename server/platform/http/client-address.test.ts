import { expect, test } from "vitest";
import { clientAddress, networkOf } from "./client-address.ts";

const from = (peer: string, forwarded?: string) =>
  clientAddress(
    new Headers({ "x-parley-peer": peer, ...(forwarded !== undefined && { "x-forwarded-for": forwarded }) }),
  );

test("a caller from the internet is its connection, whatever it claims", () => {
  expect(from("203.0.113.7")).toBe("203.0.113.7");
  expect(from("203.0.113.7", "127.0.0.1")).toBe("203.0.113.7");
});

test("behind a proxy nearby it is what the proxy saw last", () => {
  expect(from("127.0.0.1", "198.51.100.1, 203.0.113.7")).toBe("203.0.113.7");
  expect(from("10.0.0.2", "203.0.113.7")).toBe("203.0.113.7");
  expect(from("::ffff:10.0.0.2", "2001:db8::1")).toBe("2001:db8::1");
});

test("nobody but loopback becomes loopback, which has no limits", () => {
  expect(from("10.0.0.2", "127.0.0.1")).toBe("10.0.0.2");
  expect(from("10.0.0.2", "::1")).toBe("10.0.0.2");
  expect(from("127.0.0.1", "127.0.0.1")).toBe("127.0.0.1");
});

test("nonsense is ignored", () => {
  expect(from("127.0.0.1", "unknown")).toBe("127.0.0.1");
  expect(from("127.0.0.1", "")).toBe("127.0.0.1");
  expect(from("")).toBe("");
});

test("limits count the addresses of one IPv6 network together, and every IPv4 address by itself", () => {
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:db8:1:2:ffff::9"));
  expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
  expect([networkOf("203.0.113.7"), networkOf("::ffff:203.0.113.7")]).toEqual(["203.0.113.7", "203.0.113.7"]);
  expect([networkOf("ana@example.com"), networkOf("user:7"), networkOf("")]).toEqual(["ana@example.com", "user:7", ""]);
});
