import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { runtime } from "../runtime.ts";
import { newToken } from "../secrets.ts";

/** A mail to one person. Plain text is enough for links and notices, and always readable. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** A server that does not answer must not hold a worker for long; the job tries again. */
const PATIENCE_MS = 15_000;

/**
 * Sends a mail through `SMTP_URL`. Without one it is kept as a file in `DATA_DIR/mail`, and the log says where. Call it
 * from a job: a failure is thrown, and the job's next try is the next attempt.
 *
 * The sender is `from` in the query of `SMTP_URL`, else `no-reply@` the host of `APP_URL`.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { smtpUrl, appUrl } = runtime().config;
  if (!smtpUrl) return keepMail(mail);
  const url = new URL(smtpUrl);
  const from = url.searchParams.get("from") ?? `Parley <no-reply@${new URL(appUrl).hostname}>`;
  url.searchParams.delete("from");
  const transport = createTransport({
    url: url.href,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from, ...mail });
  } finally {
    transport.close();
  }
}

/** For installations without SMTP, and for tests: the newest file is the newest mail. */
async function keepMail({ to, subject, text, html }: Mail): Promise<void> {
  const folder = path.join(runtime().config.dataDir, "mail");
  const file = path.join(folder, `${new Date().toISOString().replace(/[:.]/g, "-")}-${newToken(6)}.json`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify({ to, subject, text, html }, null, 2), { mode: 0o600 });
  runtime().log.info({ file, subject }, "mail kept as a file: no SMTP_URL is set");
}
