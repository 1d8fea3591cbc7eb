import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfig, passToNextAuth } from "./config.ts";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "parley-config-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("an empty environment gives the documented defaults; an empty variable is a missing one", () => {
  const { secretKey, ...config } = loadConfig({ DATA_DIR: dataDir, PORT: "", REDIS_URL: " " });
  expect(config).toEqual({
    port: 3000,
    host: "127.0.0.1",
    appUrl: "http://localhost:3000",
    dataDir,
    databaseUrl: undefined,
    redisUrl: undefined,
    role: "all",
    storageUrl: `file:${path.join(dataDir, "storage")}`,
    smtpUrl: undefined,
    allowPrivateTargets: false,
    apiCors: false,
    groupsEnabled: true,
    logLevel: "info",
    metricsToken: undefined,
    production: true,
  });
  expect(secretKey.length).toBeGreaterThanOrEqual(32);
});

test("the secret is made once, only its owner can read it, and a given one wins", () => {
  const { secretKey } = loadConfig({ DATA_DIR: dataDir });
  expect(loadConfig({ DATA_DIR: dataDir }).secretKey).toBe(secretKey);
  expect(statSync(path.join(dataDir, "secret-key")).mode & 0o077).toBe(0);
  expect(readFileSync(path.join(dataDir, "secret-key"), "utf8")).toBe(secretKey);
  expect(loadConfig({ DATA_DIR: dataDir, SECRET_KEY: "given by the operator" }).secretKey).toBe(
    "given by the operator",
  );
});

test("the public address follows the port, and loses its trailing slash", () => {
  expect(loadConfig({ DATA_DIR: dataDir, PORT: "8080" }).appUrl).toBe("http://localhost:8080");
  expect(loadConfig({ DATA_DIR: dataDir, APP_URL: "https://inbox.example.com/" }).appUrl).toBe(
    "https://inbox.example.com",
  );
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["HOST", "not a host"],
  ["APP_URL", "inbox.example.com"],
  ["DATABASE_URL", "mysql://localhost/parley"],
  ["SECRET_KEY", "short"],
  ["REDIS_URL", "localhost:6379"],
  ["ROLE", "leader"],
  ["STORAGE_URL", "ftp://files"],
  ["STORAGE_URL", "files"],
  ["STORAGE_URL", "s3://"],
  ["STORAGE_URL", "s3://bucket?endpoint=minio:9000"],
  ["STORAGE_URL", "file:/dev/null"],
  ["STORAGE_URL", "file:/dev/null/storage"],
  ["SMTP_URL", "mail.example.com"],
  ["ALLOW_PRIVATE_TARGETS", "yes"],
  ["LOG_LEVEL", "loud"],
  ["METRICS_TOKEN", "short"],
  ["NODE_ENV", "staging"],
])("a wrong %s (%s) stops the start with one sentence that names it", (variable, value) => {
  expect(() => loadConfig({ DATA_DIR: dataDir, [variable]: value })).toThrow(
    new RegExp(`^${variable} must [^.]+(\\.[^.]+)*\\.$`),
  );
});

test("a data folder that cannot be made is a wrong DATA_DIR", () => {
  writeFileSync(path.join(dataDir, "file"), "");
  expect(() => loadConfig({ DATA_DIR: path.join(dataDir, "file", "below") })).toThrow(/^DATA_DIR must be a folder/);
});

test("next-auth gets the public address and the secret", () => {
  const env: Record<string, string | undefined> = { DATA_DIR: dataDir, APP_URL: "https://inbox.example.com" };
  const config = loadConfig(env);
  passToNextAuth(config, env);
  expect(env).toMatchObject({ NEXTAUTH_URL: "https://inbox.example.com", NEXTAUTH_SECRET: config.secretKey });
});
