import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

// Workers of the run load this file as well and must find the server of the first.
process.env.E2E_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), "parley-e2e-"));
process.env.E2E_PORT ??= String(20_000 + Math.floor(Math.random() * 10_000));
const baseURL = `http://localhost:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  workers: 1,
  timeout: 120_000,
  // A quiet machine needs a hundredth; a busy one is no reason to fail.
  expect: { timeout: 20_000 },
  // `npm test` names whatever needed the second try.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: process.env.CI !== undefined,
  use: {
    baseURL,
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      // Chromium's sandbox does not work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    { name: "phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, grep: /@phone/ },
  ],
  webServer: {
    command: "node server/index.ts",
    cwd: path.resolve(import.meta.dirname, ".."),
    url: `${baseURL}/ready`,
    reuseExistingServer: false,
    timeout: 60_000,
    // Killed hard it would leave its database running.
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      NODE_ENV: "production",
      PORT: process.env.E2E_PORT,
      DATA_DIR: process.env.E2E_DATA_DIR,
      ALLOW_PRIVATE_TARGETS: "true",
      LOG_LEVEL: "warn",
    },
  },
});
