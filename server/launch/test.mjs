// npm test · npm run e2e (--only browser). The last line of the output is `N passed, N failed, N skipped`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { check } from "./check.mjs";
import { failuresOfPlaywright, failuresOfVitest } from "./failures.mjs";
import { ensureBrowser } from "./find-browser.mjs";
import { findNode } from "./find-node.mjs";
import { root } from "./paths.mjs";
import { environment, run, say } from "./run.mjs";
import { ensureBuilt, ensureInstalled } from "./set-up.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/** @typedef {import("./failures.mjs").Failure} Failure */

const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;
const reports = mkdtempSync(path.join(tmpdir(), "parley-reports-"));
/** @type {Totals} */
const totals = { passed: 0, failed: 0, skipped: 0 };
/** @type {Failure[]} */
const failures = [];

try {
  await ensureInstalled();
  if (only === undefined) addChecks(await check());
  if (only !== "browser") add(await runVitest());
  if (only === undefined || only === "browser") add(await runPlaywright());
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  totals.failed += 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
// Once more, in short: what failed hours of output ago is else not found.
for (const { name, why, again } of failures) {
  console.log(`${again ? "PASSED AT A SECOND TRY" : "FAILED"} ${name}\n    ${why}`);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;

/** Everything but the browser. */
async function runVitest() {
  const report = path.join(reports, "vitest.json");
  const args = [
    packaged("vitest", "vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const code = await run(findNode(), args, { env: environment({ NODE_ENV: "test" }) });
  return honest(
    code,
    report,
    failuresOfVitest,
    ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    }),
  );
}

async function runPlaywright() {
  const browser = await ensureBrowser();
  await ensureBuilt();
  const report = path.join(reports, "playwright.json");
  const variables = { NODE_ENV: "test", CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = [
    packaged("@playwright", "test", "cli.js"),
    "test",
    "--config=e2e/playwright.config.ts",
    "--reporter=list,json",
  ];
  const code = await run(findNode(), args, { env: environment(variables) });
  return honest(code, report, failuresOfPlaywright, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

/**
 * What a report says, and one failure more when the run failed in a way its report does not show.
 *
 * @param {number} code
 * @param {string} report
 * @param {(report: any) => Failure[]} listed
 * @param {(report: any) => Totals} read
 * @returns {Totals}
 */
function honest(code, report, listed, read) {
  const said = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
  if (said) failures.push(...listed(said));
  const counted = said ? read(said) : { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** @param {string[]} names of checks that found something */
function addChecks(names) {
  totals.failed += names.length;
  failures.push(...names.map((name) => ({ name, why: "see what it said above", again: false })));
}

/** @param {Totals} more */
function add(more) {
  totals.passed += more.passed;
  totals.failed += more.failed;
  totals.skipped += more.skipped;
}

/** @param {...string} parts */
function packaged(...parts) {
  return path.join(root, "node_modules", ...parts);
}
