import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";

/** The settings of this process. Read once at boot, by `loadConfig`; everybody else asks `runtime().config`. */
export interface Config {
  port: number;
  /** Address to bind; `0.0.0.0` opens the server to the network. */
  host: string;
  /** Public address without trailing slash: links, webhook addresses, cookies. */
  appUrl: string;
  /** Absolute path: embedded database, uploads, generated secrets, mails when there is no SMTP. */
  dataDir: string;
  /** Undefined: the embedded PostgreSQL is used. */
  databaseUrl: string | undefined;
  /** Encrypts channel secrets, signs sessions and links. At least 16 characters. */
  secretKey: string;
  redisUrl: string | undefined;
  role: "all" | "web" | "worker";
  /** `file:/absolute/folder` or `s3://bucket?endpoint=…`. */
  storageUrl: string;
  /** Undefined: mails are logged and written to `dataDir/mail`. */
  smtpUrl: string | undefined;
  /** Pages of other origins may call `/api/` and `/auth/`. */
  apiCors: boolean;
  /** Webhooks and channels may reach loopback and private addresses. */
  allowPrivateTargets: boolean;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** False: messages of groups are not stored anywhere in this installation, only that something was written. */
  groupsEnabled: boolean;
  /** Lets callers from other machines read `/metrics` as `Authorization: Bearer …`. */
  metricsToken: string | undefined;
  /** False in development: responses are then checked against the contract. */
  production: boolean;
}

/** A variable has a value nobody can work with. The message is one sentence that names the variable. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

/** A bucket needs a name, and the server that has it, if not Amazon's, an address. */
function namesPlace(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, searchParams } = new URL(value);
  const endpoint = searchParams.get("endpoint");
  return protocol === "file:" || (hostname !== "" && (endpoint === null || /^https?:\/\/[^/]/.test(endpoint)));
}

/** Each variable: how it is read, and how its error sentence goes on after the name. */
const variables = {
  PORT: [z.coerce.number().int().min(1).max(65535), "must be a whole number from 1 to 65535"],
  HOST: [z.string().regex(/^[A-Za-z0-9.:_-]+$/), "must be an address or host name to listen on, such as 127.0.0.1"],
  APP_URL: [url(["http:", "https:"]), "must be an http:// or https:// address"],
  DATA_DIR: [z.string(), "must be a folder"],
  DATABASE_URL: [url(["postgres:", "postgresql:"]), "must be a postgres:// address"],
  SECRET_KEY: [z.string().min(16), "must have at least 16 characters"],
  REDIS_URL: [url(["redis:", "rediss:"]), "must be a redis:// or rediss:// address"],
  ROLE: [z.enum(["all", "web", "worker"]), "must be all, web or worker"],
  STORAGE_URL: [url(["file:", "s3:"]).refine(namesPlace), "must be file:<folder> or s3://<bucket>?endpoint=<address>"],
  SMTP_URL: [url(["smtp:", "smtps:"]), "must be an smtp:// or smtps:// address"],
  ALLOW_PRIVATE_TARGETS: [z.enum(["true", "false"]).transform((value) => value === "true"), "must be true or false"],
  ENABLE_API_CORS: [z.enum(["true", "false"]).transform((value) => value === "true"), "must be true or false"],
  GROUPS_ENABLED: [z.enum(["true", "false"]).transform((value) => value === "true"), "must be true or false"],
  LOG_LEVEL: [
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    "must be fatal, error, warn, info, debug, trace or silent",
  ],
  METRICS_TOKEN: [z.string().min(16), "must have at least 16 characters"],
  NODE_ENV: [z.enum(["production", "development", "test"]), "must be production, development or test"],
} as const;

type Variable = keyof typeof variables;
type Value<V extends Variable> = z.output<(typeof variables)[V][0]>;
type Environment = Record<string, string | undefined>;

/**
 * Reads and checks the environment; an empty variable counts as missing. Makes `DATA_DIR` if need be, and in it, once,
 * `secret-key` when no `SECRET_KEY` is given.
 *
 * @throws ConfigError for the first variable that is wrong
 */
export function loadConfig(env: Environment = process.env): Config {
  const read = <V extends Variable>(name: V): Value<V> | undefined => readVariable(env, name);
  const port = read("PORT") ?? 3000;
  const dataDir = path.resolve(read("DATA_DIR") ?? ".data");
  makeFolder(dataDir, "DATA_DIR");
  return {
    port,
    host: read("HOST") ?? "127.0.0.1",
    appUrl: (read("APP_URL") ?? `http://localhost:${port}`).replace(/\/+$/, ""),
    dataDir,
    databaseUrl: read("DATABASE_URL"),
    secretKey: read("SECRET_KEY") ?? storedSecret(dataDir),
    redisUrl: read("REDIS_URL"),
    role: read("ROLE") ?? "all",
    storageUrl: storageUrl(read("STORAGE_URL"), dataDir),
    smtpUrl: read("SMTP_URL"),
    allowPrivateTargets: read("ALLOW_PRIVATE_TARGETS") ?? false,
    apiCors: read("ENABLE_API_CORS") ?? false,
    groupsEnabled: read("GROUPS_ENABLED") ?? true,
    logLevel: read("LOG_LEVEL") ?? "info",
    metricsToken: read("METRICS_TOKEN"),
    production: (read("NODE_ENV") ?? "production") === "production",
  };
}

/** next-auth takes its address and secret from the environment only. Call once, before Next is prepared. */
export function passToNextAuth(config: Config, env: Environment = process.env): void {
  env.NEXTAUTH_URL = config.appUrl;
  env.NEXTAUTH_SECRET = config.secretKey;
}

function readVariable<V extends Variable>(env: Environment, name: V): Value<V> | undefined {
  const text = env[name]?.trim();
  if (!text) return undefined;
  const [schema, rule] = variables[name];
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new ConfigError(`${name} ${rule}.`);
  return parsed.data as Value<V>;
}

function makeFolder(folder: string, variable: Variable): void {
  try {
    makeWithParents(folder);
    if (!statSync(folder).isDirectory()) throw new Error("it is a file");
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new ConfigError(`${variable} must be a folder this user can write to (${(error as Error).message}).`);
  }
}

/** `recursive` of `mkdirSync` never comes back from places where nobody can make a folder, such as `/proc`. */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return;
  makeWithParents(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process that starts with us was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** A relative `file:` folder is meant from the working directory, as `DATA_DIR` is. */
function storageUrl(given: string | undefined, dataDir: string): string {
  if (given === undefined) return `file:${path.join(dataDir, "storage")}`;
  if (!given.startsWith("file:")) return given;
  const folder = path.resolve(given.replace(/^file:(\/\/)?/, ""));
  makeFolder(folder, "STORAGE_URL");
  return `file:${folder}`;
}

/** Linking a finished file is atomic: of two first starts at once, both read the same key. */
function storedSecret(dataDir: string): string {
  const file = path.join(dataDir, "secret-key");
  const draft = `${file}.${process.pid}`;
  try {
    return checkedSecret(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return checkedSecret(file);
}

function checkedSecret(file: string): string {
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 16) throw new ConfigError(`SECRET_KEY is not set and ${file} does not hold one.`);
  return secret;
}
