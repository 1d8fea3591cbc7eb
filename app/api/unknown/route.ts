import { notFound } from "#server/platform/app-error.ts";
import { errorResponse } from "#server/platform/http/error-response.ts";
import { newRequestId } from "#server/platform/http/open-context.ts";

/**
 * Where the server sends what no other route of the API answers (next.config.ts): programs read JSON, not a page for people. It is no
 * `endpoint()`, because there is no operation behind it.
 */
function answerUnknown(request: Request): Response {
  const { pathname } = new URL(request.url);
  return errorResponse(notFound("route"), pathname, newRequestId(request.headers));
}

export {
  answerUnknown as DELETE,
  answerUnknown as GET,
  answerUnknown as PATCH,
  answerUnknown as POST,
  answerUnknown as PUT,
};
