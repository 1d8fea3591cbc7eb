// npm run bench
import { ensureBrowser } from "./find-browser.mjs";
import { become, say } from "./run.mjs";
import { ensureBuilt, ensureInstalled } from "./set-up.mjs";

try {
  await ensureInstalled();
  await ensureBuilt();
  const browser = await ensureBrowser();
  const args = ["server/bench/index.ts", ...(browser ? ["--browser", browser] : []), ...process.argv.slice(2)];
  await become(args, { NODE_ENV: "production" });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
