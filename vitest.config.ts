import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,db,components,app}/**/*.test.{ts,tsx}"],
    globalSetup: "./db/testing/global-setup.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine that others use as well may fail one in ten thousand; `npm test` names whatever needed the second try.
    retry: process.env.CI ? 1 : 0,
    reporters: ["default"],
  },
});
