import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each(["8.8.8.8", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
  "%s is on the internet",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ["private", "10.1.1.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"],
  ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
  ["unspecified", "0.0.0.0", "0.1.2.3", "::"],
  ["link-local", "169.254.1.1", "fe80::1", "fe80::1%eth0", "fec0::1"],
  ["metadata of clouds", "169.254.169.254", "100.100.100.200", "fd00:ec2::254"],
  ["carrier-grade NAT", "100.64.0.1", "100.127.255.255"],
  ["multicast and broadcast", "224.0.0.1", "239.1.1.1", "255.255.255.255", "ff02::1"],
  [
    "documentation, tests, reserved",
    "192.0.0.9",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "240.0.0.1",
    "2001:db8::1",
    "100::1",
    "3fff::1",
    "5f00::1",
  ],
  [
    "IPv4 in IPv6",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:1::",
  ],
  ["unreadable", "", "localhost", "1.2.3", "1.2.3.4.5"],
])("%s is not: %s %s", (_name, ...addresses) => {
  for (const address of addresses) expect(isPublicAddress(address), address).toBe(false);
});
