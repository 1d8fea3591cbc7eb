import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { FetchError } from "./fetch-error.ts";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveWithSystem: Resolve = (hostname) =>
  new Promise((done, fail) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });

/**
 * A `lookup` for sockets that refuses every name with an address outside the internet. The socket connects to exactly
 * the addresses checked here, so a name that resolves differently a moment later gains nothing.
 */
export function checkedLookup(allowPrivate: boolean, resolve: Resolve = resolveWithSystem): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const forbidden = addresses.find(({ address }) => !isAllowed(address, allowPrivate));
        const [first] = addresses;
        if (forbidden) callback(forbiddenAddress(hostname), "");
        else if (!first) callback(new FetchError("unreachable", `${hostname} has no address`, { sent: false }), "");
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

/**
 * Checks a host that is an address already: sockets do not look those up.
 *
 * @param hostname  as in `URL.hostname`
 * @throws FetchError
 */
export function checkLiteralAddress(hostname: string, allowPrivate: boolean): void {
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) && !isAllowed(address, allowPrivate)) throw forbiddenAddress(address);
}

const isAllowed = (address: string, allowPrivate: boolean): boolean => allowPrivate || isPublicAddress(address);

const forbiddenAddress = (host: string): FetchError =>
  new FetchError(
    "forbidden_address",
    `${host} is not an address on the internet. To reach your own network, start with ALLOW_PRIVATE_TARGETS=true`,
    { sent: false },
  );
