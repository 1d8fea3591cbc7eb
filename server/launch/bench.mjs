// npm run bench
import { become, say } from "./run.mjs";
import { ensureBuilt, ensureInstalled } from "./set-up.mjs";

try {
  await ensureInstalled();
  await ensureBuilt();
  await become(["server/bench/index.ts", ...process.argv.slice(2)], { NODE_ENV: "production" });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
