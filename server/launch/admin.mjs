// npm run admin --silent -- <command> [--flag value …]
import { become, say } from "./run.mjs";
import { ensureInstalled } from "./set-up.mjs";

try {
  await ensureInstalled();
  await become(["server/admin/index.ts", ...process.argv.slice(2)], { NODE_ENV: "production" });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
