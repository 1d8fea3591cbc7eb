import pino from "pino";

export type Logger = pino.Logger;

/** Names under which secrets and people's words travel. A log line never shows their values. */
const confidential = [
  "password",
  "token",
  "accessToken",
  "access_token",
  "api_access_token",
  "authorization",
  "cookie",
  "secret",
  "secrets",
  "secretKey",
  "api_key",
  "content",
  "text",
  "body",
  "headers",
  "params",
  "settings",
];

/**
 * JSON lines, on stdout unless said. Give plain facts (`{ accountId, jobName, durationMs }`); `err` takes an error of any kind.
 *
 * @param level  pino's names; `silent` for tests
 */
export function createLogger(level: string, to: "stdout" | "stderr" = "stdout"): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: confidential.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[hidden]" },
      serializers: { err: describeError },
    },
    pino.destination({ dest: to === "stdout" ? 1 : 2, sync: false, minLength: 0 }),
  );
}

/**
 * An error without the values of its statement: Drizzle writes them into the message, PostgreSQL into `detail`, and they
 * are people's words.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? withoutParameters(error) : typeof error;
  const { code, kind } = error as { code?: unknown; kind?: unknown };
  return {
    type: error.name,
    message: withoutParameters(error.message),
    ...(typeof code === "string" && { code }),
    ...(typeof kind === "string" && { kind }),
    stack: error.stack && withoutMessage(error),
    ...(error.cause !== undefined && depth < 4 && { cause: describeError(error.cause, depth + 1) }),
  };
}

const withoutParameters = (message: string): string => message.replace(/\nparams: [\s\S]*$/, "");

/** The stack repeats the message before its first frame. */
function withoutMessage(error: Error): string {
  const stack = error.stack ?? "";
  const frames = stack.indexOf("\n    at ");
  return frames < 0 ? "" : stack.slice(frames + 1);
}
