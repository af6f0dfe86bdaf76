import { Refusal } from "#sample/refusal.ts";
import { sampleFile } from "#sample/sample-media.ts";
import { param } from "./endpoint.ts";
import type { EndpointRequest, FileAnswer } from "./endpoint.ts";

/** `GET /v1/media/download/{serverName}/{mediaId}`: any account may fetch any file. */
export function answerMedia(request: EndpointRequest): FileAnswer {
  if (request.world.faults().olderMedia === true) throw new Refusal(404, "M_UNRECOGNIZED", "Unrecognized request");
  return fileFor(request);
}

/** `GET /_matrix/media/v3/download/…`: frozen, so that what was uploaded since authentication came is not there. */
export function answerFrozenMedia(request: EndpointRequest): FileAnswer {
  if (request.world.faults().olderMedia !== true) throw new Refusal(404, "M_NOT_FOUND", "Not found");
  return fileFor(request);
}

/** `GET /v1/media/thumbnail/{serverName}/{mediaId}?width&height`: the picture, drawn at most that large. */
export function answerThumbnail(request: EndpointRequest): FileAnswer {
  const [width, height] = ["width", "height"].map((name) => Number(request.query.get(name) ?? Number.NaN));
  if (width === undefined || height === undefined || !(width > 0) || !(height > 0)) {
    throw new Refusal(400, "M_MISSING_PARAM", "Missing integer query parameter width or height");
  }
  return fileFor(request, { width, height });
}

function fileFor(request: EndpointRequest, atMost?: { readonly width: number; readonly height: number }): FileAnswer {
  const isOurs = param(request, "serverName") === request.world.serverName;
  const file = isOurs ? sampleFile(param(request, "mediaId"), atMost) : undefined;
  if (file === undefined) throw new Refusal(404, "M_NOT_FOUND", "Not found");
  return file;
}
