import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { openHomeserver, userAgentFor, type HomeserverOptions } from "#matrix/open-homeserver.ts";
import { answeringServer, sendHtml, sendJson, type Answerer } from "../support/answering-server.ts";

const quiet = (): void => undefined;
const options: HomeserverOptions = {
  token: "t0ken",
  contact: "mailto:archive@example.org",
  version: "0.1.0",
  log: { info: quiet, warn: quiet, debug: quiet },
  pace: { timeoutMs: 2_000 },
};

async function refused(more: Partial<HomeserverOptions>): Promise<string> {
  const error: unknown = await openHomeserver({ ...options, ...more }).then(quiet, (reason: unknown) => reason);
  assert.ok(error instanceof MatrixApiError, String(error));
  return error.message;
}

async function discovered(context: TestContext, answer: Answerer): Promise<string> {
  const server = await answeringServer(context, answer);
  const { baseUrl } = await openHomeserver({ ...options, name: `127.0.0.1:${server.port}` });
  assert.deepEqual(
    server.requests.map(({ path, headers }) => [path, headers.authorization]),
    [["/.well-known/matrix/client", undefined]],
  );
  return baseUrl.replace(String(server.port), "PORT");
}

describe("a server given by its name", () => {
  test("is where its well-known file says", async (context) => {
    const file = { "m.homeserver": { base_url: "https://matrix.example.org/" } };
    assert.equal(await discovered(context, (response) => sendJson(response, 200, file)), "https://matrix.example.org");
  });

  test("is at its own name when there is no such file", async (context) => {
    assert.equal(await discovered(context, (response) => sendHtml(response, 404)), "http://127.0.0.1:PORT");
  });

  for (const [name, answer, problem] of [
    ["a file that is a web page", (response) => sendHtml(response, 200), /Could not learn the homeserver's address/],
    ["a server that fails", (response) => sendHtml(response, 500), /status 500/],
    [
      "a file without address",
      (response) => sendJson(response, 200, { "m.homeserver": {} }),
      /names no m\.homeserver\.base_url/,
    ],
    [
      "an address without https",
      (response) => sendJson(response, 200, { "m.homeserver": { base_url: "http://example.org" } }),
      /must begin with https/,
    ],
  ] as const satisfies readonly (readonly [string, Answerer, RegExp])[]) {
    test(`${name} is an error that says so`, async (context) => {
      const server = await answeringServer(context, answer);
      assert.match(await refused({ name: `127.0.0.1:${server.port}` }), problem);
    });
  }

  test("has to be a server name", async () => {
    for (const name of ["", "https://example.org", "example.org/path", "a@b", "two words"]) {
      assert.match(await refused({ name }), /is no server name/, name);
    }
  });
});

describe("an address", () => {
  test("loses its last slash and keeps its path", async () => {
    const { baseUrl } = await openHomeserver({ ...options, url: "https://example.org/matrix/" });
    assert.equal(baseUrl, "https://example.org/matrix");
  });

  test("without https is for loopback only", async () => {
    for (const url of ["http://localhost:8008", "http://127.0.0.1", "http://[::1]:8008"]) {
      assert.equal((await openHomeserver({ ...options, url })).baseUrl, url);
    }
    for (const url of ["http://example.org", "http://127.0.0.1.example.org", "ftp://localhost", "matrix.org", ""]) {
      assert.match(await refused({ url }), /is no address for a homeserver/, url);
    }
  });
});

test("a token that no header can carry is refused without being shown", async () => {
  for (const token of ["", "sesame\n", "se same", "sésame"]) {
    const message = await refused({ url: "https://example.org", token });
    assert.match(message, /The access token of the reading account (is empty|holds a space)/);
    assert.doesNotMatch(message, /same/);
  }
});

test("the User-Agent stays one line of ASCII whatever the contact is", () => {
  assert.equal(
    userAgentFor("1.2.3", "https://exämple.org/a b\r\nX: y"),
    "Daybook/1.2.3 (+https://ex%C3%A4mple.org/a%20b%0D%0AX:%20y)",
  );
});
