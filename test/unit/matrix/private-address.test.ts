import assert from "node:assert/strict";
import { test } from "node:test";
import { isPrivateAddress, mayLeadTo, publicLookup } from "#matrix/private-address.ts";

test("addresses of closed networks are told from public ones, in IPv6's clothes too", () => {
  for (const address of [
    "10.1.2.3",
    "127.0.0.1",
    "0.0.0.0",
    "100.64.0.1",
    "169.254.169.254",
    "172.31.0.1",
    "192.168.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
    "not an address",
  ])
    assert.equal(isPrivateAddress(address), true, address);
  for (const address of ["1.1.1.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])
    assert.equal(isPrivateAddress(address), false, address);
});

test("a public server may not send us to this machine, one on this machine may", () => {
  assert.equal(mayLeadTo("localhost", "matrix.example.org"), false);
  assert.equal(mayLeadTo("127.0.0.1", "matrix.example.org"), false);
  assert.equal(mayLeadTo("[::1]", "matrix.example.org"), false);
  assert.equal(mayLeadTo("cdn.example.org", "matrix.example.org"), true);
  assert.equal(mayLeadTo("127.0.0.1", "localhost"), true);
  assert.equal(mayLeadTo("10.0.0.1", "localhost"), false);
});

test("a name that leads into a closed network gives no address", async () => {
  const error = await new Promise<Error | null>((resolve) =>
    publicLookup("localhost", {}, (reason) => resolve(reason)),
  );
  assert.match(error?.message ?? "", /localhost is in a closed network/);
});
