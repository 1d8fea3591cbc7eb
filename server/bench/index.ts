import type { Scenario } from "./finding.ts";
import { groupPanel } from "./group-panel.ts";
import { inboxPage } from "./inbox-page.ts";
import { jobStart } from "./job-start.ts";
import { largeData } from "./large-data.ts";
import { liveUpdate } from "./live-update.ts";
import { openLab } from "./open-lab.ts";
import { operationSpeed } from "./operation-speed.ts";
import { readOptions } from "./options.ts";
import { outgoing } from "./outgoing.ts";
import { printTable, type ScenarioResult, writeResults } from "./report.ts";
import { scheduledDue } from "./scheduled-due.ts";
import { sockets } from "./sockets.ts";
import { startAndStop } from "./start-and-stop.ts";
import { webhookIntake } from "./webhook-intake.ts";
import { wholeIngest } from "./whole-ingest.ts";

const scenarios: Scenario[] = [
  webhookIntake,
  wholeIngest,
  outgoing,
  scheduledDue,
  jobStart,
  liveUpdate,
  largeData,
  sockets,
  operationSpeed,
  groupPanel,
  inboxPage,
  startAndStop,
];

/** Every scenario gets an installation of its own, so none inherits the rows of another. */
async function measure(scenario: Scenario, options: ReturnType<typeof readOptions>): Promise<ScenarioResult> {
  const started = performance.now();
  const about = { scenario: scenario.name, title: scenario.title };
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const lab = await openLab(options);
  try {
    return { ...about, findings: await scenario.run(lab), seconds: seconds() };
  } catch (error) {
    console.error(error);
    return {
      ...about,
      findings: [],
      seconds: seconds(),
      error: error instanceof Error ? error.message : String(error),
    };
  } finally {
    await lab.close();
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const unknown = options.only.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown) throw new Error(`There is no scenario ${unknown}: ${scenarios.map(({ name }) => name).join(", ")}`);
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
    console.error(`${scenario.title} …`);
    results.push(await measure(scenario, options));
  }
  printTable(results);
  console.log(`\nEvery run is in ${writeResults(options, results)}`);
  return results.some(({ error }) => error) ? 1 : 0;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
