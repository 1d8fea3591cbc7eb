import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { listen } from "./platform/http/listen.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "parley-settings-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function checkSettings(variables: Record<string, string>): { status: number | null; stderr: string } {
  const env = { NODE_ENV: "production" as const, PATH: process.env.PATH, DATA_DIR: dataDir, ...variables };
  const program = path.join(import.meta.dirname, "check-settings.ts");
  const { status, stderr } = spawnSync(process.execPath, [program], { env, encoding: "utf8" });
  return { status, stderr };
}

test("a wrong variable, a taken port and a foreign host are each told in one sentence before anything is built", async () => {
  const taken = createServer();
  await listen(taken, 0, "127.0.0.1");
  const port = String((taken.address() as AddressInfo).port);
  try {
    expect(checkSettings({ PORT: "http" }).stderr).toBe("PORT must be a whole number from 1 to 65535.\n");
    expect(checkSettings({ PORT: port })).toEqual({
      status: 1,
      stderr: `PORT ${port} is in use by another program.\n`,
    });
  } finally {
    taken.close();
  }
  const foreign = checkSettings({ PORT: port, HOST: "192.0.2.1" });
  expect(foreign).toEqual({ status: 1, stderr: "HOST 192.0.2.1 is no address of this machine.\n" });
  expect(checkSettings({ PORT: port })).toEqual({ status: 0, stderr: "" });
});
