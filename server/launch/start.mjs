// npm start · npm run dev (--dev) · npm run demo (--demo)
import { findNode } from "./find-node.mjs";
import { become, environment, run, say } from "./run.mjs";
import { ensureBuilt, ensureInstalled } from "./set-up.mjs";

const development = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");

try {
  if (demo) {
    process.env.DATA_DIR ||= ".data-demo";
    // The provider it comes with is a neighbour on this machine.
    process.env.ALLOW_PRIVATE_TARGETS ||= "true";
  }
  await ensureInstalled();
  if (!development) await ensureBuilt(checkSettings);
  say("Starting …");
  const args = ["server/index.ts", ...(development ? ["--dev"] : []), ...(demo ? ["--demo"] : [])];
  await become(args, { NODE_ENV: development ? "development" : "production" });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** Says what is wrong with them itself. */
async function checkSettings() {
  const env = environment({ NODE_ENV: "production" });
  const code = await run(findNode(), ["server/check-settings.ts"], { env });
  if (code !== 0) process.exit(code);
}
