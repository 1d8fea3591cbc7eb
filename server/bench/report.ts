import { writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import type { Finding } from "./finding.ts";
import type { BenchOptions } from "./options.ts";

export interface ScenarioResult {
  scenario: string;
  title: string;
  seconds: number;
  findings: Finding[];
  error?: string;
}

/** The result as a table for people. */
export function printTable(results: ScenarioResult[]): void {
  const rows = results.flatMap(({ title, findings, error }) => [
    [title, "", "", "", ""],
    ...findings.map(rowOf),
    ...(error ? [[`  could not be measured: ${error}`, "", "", "", "✗"]] : []),
  ]);
  const header = ["", "median", "spread", "of the limit", "to reach"];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [header, ...rows]) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

function rowOf({ what, value, unit, runs, reference, target, isMet }: Finding): string[] {
  return [
    `  ${what}`,
    `${round(value)} ${unit}`,
    runs.length > 1 ? `${round(Math.min(...runs))} – ${round(Math.max(...runs))}` : "",
    reference ? `${reference.ratio.toFixed(2)} × ${round(reference.value)} (${reference.what})` : "",
    target ? `${target} ${isMet ? "✓" : "✗"}` : "",
  ];
}

const round = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toLocaleString("en", { maximumSignificantDigits: 3 });

/** The same with every single run, for comparing later. @returns the file */
export function writeResults(options: BenchOptions, results: ScenarioResult[]): string {
  const file = path.join(options.folder, `${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.json`);
  const machine = {
    processor: cpus()[0]?.model,
    processors: cpus().length,
    memoryBytes: totalmem(),
    load: loadavg(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), options, machine, results }, null, 1)}\n`);
  return file;
}
