import { readdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime, setRuntime } from "../runtime.ts";
import { sendMail } from "./send-mail.ts";

let server: Server;
let received: string[];
let answerToRecipient = "250 ok";

/** Speaks just enough SMTP to take a mail. */
function converse(socket: Socket): void {
  let inData = false;
  let mail = "";
  socket.on("error", () => socket.destroy());
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    const text = chunk.toString();
    if (inData) {
      mail += text;
      if (!mail.endsWith("\r\n.\r\n")) return;
      received.push(mail);
      inData = false;
      socket.write("250 taken\r\n");
    } else if (/^rcpt/i.test(text)) socket.write(`${answerToRecipient}\r\n`);
    else if (/^data/i.test(text)) {
      inData = true;
      socket.write("354 go on\r\n");
    } else if (/^quit/i.test(text)) socket.end("221 bye\r\n");
    else socket.write("250 ok\r\n");
  });
}

beforeAll(async () => {
  await startTestRuntime({ APP_URL: "https://inbox.example" });
  server = createServer(converse);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  server.close();
  await stopTestRuntime();
});
afterEach(() => useSmtp(undefined));

function useSmtp(smtpUrl: string | undefined): void {
  received = [];
  answerToRecipient = "250 ok";
  setRuntime({ ...runtime(), config: { ...runtime().config, smtpUrl } });
}

const port = () => (server.address() as AddressInfo).port;
const mail = {
  to: "ana@example.com",
  subject: "Welcome",
  text: "https://inbox.example/app/auth/password/edit?token=abc",
};

test("without SMTP a mail is kept as a file that only the owner can read", async () => {
  await sendMail(mail);
  const folder = path.join(runtime().config.dataDir, "mail");
  const [file] = await readdir(folder);
  expect(JSON.parse(await readFile(path.join(folder, file ?? ""), "utf8"))).toEqual(mail);
});

test("with SMTP a mail goes out under our host's name, or the name the address gives", async () => {
  useSmtp(`smtp://127.0.0.1:${port()}`);
  await sendMail(mail);
  expect(received[0]).toMatch(/^From: Parley <no-reply@inbox\.example>\r$/m);
  expect(received[0]).toMatch(/^To: ana@example\.com\r$/m);
  useSmtp(`smtp://127.0.0.1:${port()}?from=${encodeURIComponent("Help <help@example.com>")}`);
  await sendMail(mail);
  expect(received[0]).toMatch(/^From: Help <help@example\.com>\r$/m);
});

test("a refused mail is an error, so that its job tries again", async () => {
  useSmtp(`smtp://127.0.0.1:${port()}`);
  answerToRecipient = "450 later";
  await expect(sendMail(mail)).rejects.toThrow("450 later");
  expect(received).toEqual([]);
});
