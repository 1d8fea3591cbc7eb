import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { findCycles } from "./cycles.ts";
import { sourceFiles } from "./source-files.ts";

const rules = createRequire(import.meta.url)("../architecture.cjs") as {
  forbidden: { name: string }[];
  options: ICruiseOptions;
};

/** For each rule two files, of which the first must not import the second. */
const plants: Record<string, [from: string, to: string]> = {
  "nothing-unresolved": ["server/platform/a.ts", "server/platform/missing.ts"],
  "app-decides-nothing": ["app/page.ts", "db/schema/users.ts"],
  "app-uses-doors": ["app/page.ts", "server/platform/jobs/a.ts"],
  "components-know-contracts": ["components/a.tsx", "server/domain/contacts/queries.ts"],
  "contracts-are-for-browsers": ["server/domain/contacts/contract.ts", "server/platform/runtime.ts"],
  "domain-knows-no-provider": ["server/domain/contacts/a.ts", "server/channels/telegraph/index.ts"],
  "domain-knows-no-screen": ["server/domain/contacts/a.ts", "components/a.tsx"],
  "policies-know-tables-only": ["server/policies/contacts.ts", "server/domain/contacts/a.ts"],
  "providers-stand-alone": ["server/channels/telegraph/index.ts", "server/channels/semaphore/index.ts"],
  "the-interface-stands-alone": ["server/channels/channel.ts", "server/platform/runtime.ts"],
  "platform-knows-no-product": ["server/platform/a.ts", "server/domain/contacts/a.ts"],
  "tables-know-nothing": ["db/schema/users.ts", "server/platform/a.ts"],
  "test-database-uses-platform": ["db/testing/seed.ts", "server/domain/contacts/a.ts"],
  "no-test-in-production": ["server/domain/contacts/a.ts", "server/domain/contacts/a.test.ts"],
  "plain-node-loads-the-server": ["server/platform/a.ts", "node_modules/server-only/index.js"],
};

/** @returns sentences, empty when every import is allowed, every file was seen and every rule bites */
export async function checkArchitecture(root: string): Promise<string[]> {
  const files = sourceFiles(root);
  const { modules, summary } = await read(root, files);
  const seen = new Set(modules.map((module) => module.source));
  const unseen = files.filter((file) => !seen.has(file));
  return [
    ...unseen.map((file) => `${file} was not seen by the import check`),
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...findCycles(root, modules).map((cycle) => `no-cycles: ${cycle.join(" → ")}`),
    ...(await findToothlessRules()),
  ];
}

async function read(root: string, files: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(files, {
    ...rules.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules.forbidden as never },
  });
  if (typeof output === "string") throw new Error("dependency-cruiser gave text");
  return output;
}

/** A checker that sees nothing must not be green: each rule is shown a fault of its kind. */
async function findToothlessRules(): Promise<string[]> {
  const faults: string[] = [];
  for (const { name } of rules.forbidden) {
    const plant = plants[name];
    if (!plant) faults.push(`${name}: no planted fault proves that this rule bites`);
    else if (!(await isCaught(name, plant)))
      faults.push(`${name}: the planted fault ${plant.join(" → ")} was not caught`);
  }
  const cycle = await withTree({ "server/a.ts": 'import "./b.ts";', "server/b.ts": 'import "./a.ts";' }, async (root) =>
    findCycles(root, (await read(root, ["server/a.ts", "server/b.ts"])).modules),
  );
  return cycle.length > 0 ? faults : [...faults, "no-cycles: the planted cycle was not found"];
}

async function isCaught(rule: string, [from, to]: [string, string]): Promise<boolean> {
  const leadsOut = to.startsWith("node_modules/")
    ? to.split("/")[1]
    : path.posix.relative(path.posix.dirname(from), to);
  const specifier = leadsOut?.startsWith(".") || to.startsWith("node_modules/") ? leadsOut : `./${leadsOut}`;
  const tree = { [from]: `import "${specifier}";`, ...(!to.includes("missing") && { [to]: "export {};" }) };
  return withTree(tree, async (root) => {
    const { summary } = await read(root, [from]);
    return summary.violations.some((violation) => violation.rule.name === rule);
  });
}

async function withTree<T>(tree: Record<string, string>, work: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), "parley-planted-"));
  try {
    for (const [file, text] of Object.entries({ "package.json": '{"type":"module"}', ...tree })) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
