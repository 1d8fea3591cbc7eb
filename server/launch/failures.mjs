import path from "node:path";
import { root } from "./paths.mjs";

/**
 * What went wrong in a test, short enough to be read at the end of a long output.
 *
 * @typedef {{ name: string, why: string, again: boolean }} Failure `again`: it passed when it was tried once more
 */

const LINES = 8;

/**
 * The failures in a report of Vitest (`--reporter=json`). A test that passed at a second try keeps the messages of the first.
 *
 * @param {any} report
 * @returns {Failure[]}
 */
export function failuresOfVitest({ testResults }) {
  return testResults.flatMap((/** @type {any} */ file) => {
    const name = path.relative(root, file.name);
    const tests = file.assertionResults.filter((/** @type {any} */ { failureMessages }) => failureMessages.length > 0);
    if (file.status === "failed" && tests.length === 0) return [{ name, why: short(file.message), again: false }];
    return tests.map((/** @type {any} */ { fullName, failureMessages, status }) => ({
      name: `${name} › ${fullName}`,
      why: short(failureMessages[0]),
      again: status === "passed",
    }));
  });
}

/**
 * The failures in a report of Playwright (`--reporter=json`).
 *
 * @param {any} report
 * @returns {Failure[]}
 */
export function failuresOfPlaywright({ suites, errors }) {
  const outside = errors.map((/** @type {any} */ { message }) => ({ name: "e2e", why: short(message), again: false }));
  return [...outside, ...suites.flatMap(failuresOfSuite)];
}

/**
 * @param {any} suite
 * @returns {Failure[]}
 */
function failuresOfSuite({ suites = [], specs = [] }) {
  const own = specs.flatMap((/** @type {any} */ { file, title, tests }) =>
    tests
      .filter((/** @type {any} */ { status }) => status === "unexpected" || status === "flaky")
      .map((/** @type {any} */ { projectName, results, status }) => ({
        name: `e2e/${file} › ${title} (${projectName})`,
        why: short(results.flatMap((/** @type {any} */ { errors }) => errors).at(0)?.message ?? ""),
        again: status === "flaky",
      })),
  );
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

/** @param {string} message */
function short(message) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal are control characters
  const plain = message.replace(/\u001B\[[0-9;]*m/g, "");
  const lines = plain.split("\n").filter((line) => line.trim() !== "" && !/node_modules|<anonymous>/.test(line));
  return lines.slice(0, LINES).join("\n    ").slice(0, 700);
}
