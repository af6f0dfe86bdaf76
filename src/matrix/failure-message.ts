import { assertNever } from "#lib/assert-never.ts";
import { isCertificateCode, type TransportFailure } from "./bounded-fetch.ts";
import type { Failure } from "./next-step.ts";

/** What was asked of whom. */
export type Asked = {
  /** Base address of the homeserver. */
  readonly server: string;
  /** The request for people: `rooms/!a:b/messages`. */
  readonly what: string;
};

/** The failure for the operator: what happened, why, what to do. Holds the server's own words unmasked: mask it. */
export function failureMessage(failure: Failure, { server, what }: Asked): string {
  const said = saidBy(failure);
  switch (failure.kind) {
    case "unreachable":
      return `Could not reach ${server}: ${reasonFor(failure.transport)}`;
    case "timeout":
      return `${server} did not finish its answer to ${what} in ${secondsOf(failure.transport)}. It may be busy: try again later.`;
    case "not-matrix":
      return `${server} gave no Matrix answer to ${what}, but ${strangeAnswer(failure)}. Is it the address of the homeserver's client API? Often that is https://matrix. and the domain; well-known discovery by the server's name finds it.`;
    case "too-large":
      return `${server} answered ${what} with more than ${limitOf(failure.transport)}, which no homeserver does in good order; the rest was not read.`;
    case "rate-limited":
      return `${server} asks us to slow down${waitOf(failure)}. Nothing is lost: try again later.`;
    case "server-error":
      return `${server} failed at ${what}${said}. The fault is on its side: try again later, or tell its operator.`;
    case "unauthorized":
      return `${server} does not accept the reading account's access token${said}. Log the account in again and store the new token.`;
    case "forbidden":
      return `${server} does not let the reading account see ${what}${said}.`;
    case "not-found":
      return `${server} does not know ${what}${said}.`;
    case "unsupported":
      return `${server} does not offer ${what}${said}.`;
    case "bad-request":
      return `${server} did not accept the request ${what}${said}.`;
    default:
      return assertNever(failure.kind);
  }
}

function saidBy({ status, errcode, detail }: Failure): string {
  const words = [errcode ?? (status === undefined ? undefined : `status ${status}`), detail].filter(
    (word) => word !== undefined,
  );
  return words.length === 0 ? "" : ` (${words.join(": ")})`;
}

const cut = "the connection was cut. Try again later.";
const slow = "no connection in time. Check the address, and whether a firewall is in between.";
const noWay = "there is no way to it. Check this machine's network connection.";

const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing answers there. Check the address and its port, and that the server is running.",
  ENOTFOUND: "there is no host of this name. Check the address for a mistake.",
  EAI_AGAIN: noWay,
  ENETUNREACH: noWay,
  EHOSTUNREACH: noWay,
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak https at this port. Check the address.",
};

function reasonFor(failure: TransportFailure | undefined): string {
  if (failure?.kind !== "unreachable") return "no connection.";
  const { code, detail } = failure;
  const known = code === undefined ? undefined : networkReasons[code];
  if (known !== undefined) return known;
  const isCertificate = code !== undefined && isCertificateCode(code);
  return isCertificate ? `its certificate cannot be trusted (${code}). Its operator has to renew it.` : `${detail}.`;
}

function strangeAnswer({ transport, status, detail }: Failure): string {
  if (transport?.kind === "redirected") return `a redirect to ${transport.to}, where the access token is not sent`;
  return status === 200
    ? (detail ?? "something else")
    : `${detail ?? "an error page"} with status ${status ?? "unknown"}`;
}

function secondsOf(failure: TransportFailure | undefined): string {
  return failure?.kind === "timeout" ? `${failure.timeoutMs / 1000} s` : "time";
}

function limitOf(failure: TransportFailure | undefined): string {
  return failure?.kind === "too-large" ? `${Math.round(failure.limitBytes / 1e6)} MB` : "the limit";
}

function waitOf({ retryAfterMs }: Failure): string {
  return retryAfterMs === undefined ? "" : ` for ${Math.ceil(retryAfterMs / 1000)} s`;
}
