import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { isLoopback } from "./loopback.ts";

const closed = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  closed.addSubnet(network, bits);
for (const [network, bits] of [
  ["::", 96],
  ["64:ff9b:1::", 48],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const)
  closed.addSubnet(network, bits, "ipv6");

/** True for an IP address that is not on the public internet: loopback, link-local, private, shared, multicast, reserved. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  // A network says of an IPv4 address in IPv6's clothes what it says of the address itself.
  return family === 0 || closed.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** Somebody sent us to an address inside a closed network. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
}

/** May a server on `home` send us to this host, as far as its name tells? A name that is no address is looked up when it is called. */
export function mayLeadTo(hostname: string, home: string): boolean {
  if (isLoopback(home)) return isLoopback(hostname) || !isPrivateName(hostname);
  return !isPrivateName(hostname);
}

function isPrivateName(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isLoopback(hostname) || (isIP(bare) !== 0 && isPrivateAddress(bare));
}

/** Looks names up as usual, and gives no address in a closed network: what is asked about and what is connected to are one. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = error === null ? found.filter(({ address }) => !isPrivateAddress(address)) : [];
    const [first] = addresses;
    if (error !== null) callback(error, "");
    else if (first === undefined) callback(new PrivateAddressError(`${hostname} is in a closed network`), "");
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
