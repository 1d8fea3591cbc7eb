import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** What is in use of IPv6 on the internet. All that looks like unicast outside of it is unassigned or carries IPv4 inside. */
const globalUnicast = ipaddr.IPv6.parse("2000::");

/**
 * Is this an address of a host on the internet? Not one are: private, loopback and link-local ones (with the metadata
 * service of clouds), carrier-grade NAT, multicast, documentation, reserved, and every IPv6 form that carries an IPv4
 * address inside (NAT64, 6to4, Teredo…), but a mapped one, which counts as the IPv4 address it is.
 *
 * @param address  IPv4 or IPv6 as `dns.lookup` gives it; anything unreadable is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  if (parsed.isIPv4MappedAddress()) return isPublicAddress(parsed.toIPv4Address().toString());
  return parsed.range() === "unicast" && parsed.match(globalUnicast, 3);
}
