import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedContact, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as exporting from "../../../app/api/v1/accounts/[account_id]/contacts/export/route.ts";
import * as importing from "../../../app/api/v1/accounts/[account_id]/contacts/import/route.ts";
import * as imports from "../../../app/api/v1/accounts/[account_id]/contacts/imports/route.ts";
import { verifyFileLink } from "../../platform/storage/file-link.ts";
import { exportContactsJob, importContactsJob, mailImportSummaryJob } from "./jobs.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  await runtime().sql`delete from graphile_worker._private_jobs`;
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.admin.token });

const upload = (text: string | Buffer) => {
  const body = new FormData();
  body.append("import_file", new File([text as never], "people.csv", { type: "text/csv" }));
  return call(importing.POST, { ...here(), body });
};

async function payloadsOf(name: string): Promise<never[]> {
  const rows = await runtime().sql<{ payload: never }[]>`
    select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${name} order by j.id`;
  return rows.map((row) => row.payload);
}

async function runImport(text: string | Buffer): Promise<void> {
  expect(await upload(text)).toMatchObject({ status: 200, text: "" });
  await importContactsJob.run((await payloadsOf("import_contacts"))[0] as never);
}

const latest = async () => (await call(imports.GET, here())).body.payload[0];
const people = () => runtime().sql<Record<string, unknown>[]>`
  select name, email, phone_number, identifier, custom_attributes, additional_attributes
  from contacts where account_id = ${account.id} order by id`;

function lastMail(): { to: string; subject: string; text: string } {
  const folder = path.join(runtime().config.dataDir, "mail");
  const newest = readdirSync(folder).sort().at(-1) ?? "";
  return JSON.parse(readFileSync(path.join(folder, newest), "utf8"));
}

async function fileBehind(link: string): Promise<string> {
  const token = new URL(link).pathname.split("/")[2] ?? "";
  const file = verifyFileLink(token);
  return (await runtime().storage.read(file?.key ?? ""))?.toString() ?? "";
}

test("import: rows become contacts, known ones are changed, further columns are custom attributes", async () => {
  await seedContact(account.id, { name: "Old", identifier: "crm-1", customAttributes: { plan: "free", seats: "1" } });
  await seedContact(account.id, { name: "Zé", phoneNumber: "+5511987654321" });
  await runImport(
    [
      "Name;E-mail;Phone Number;Identifier;Plan;Company",
      "Ana;ANA@example.com;;crm-1;gold;Acme",
      "José;;551187654321;;;",
      '"Silva; Maria";maria@example.com;12025550143;;;',
      "Maria S.;maria@example.com;;;;",
    ].join("\r\n"),
  );
  expect([...(await people())]).toEqual([
    {
      name: "Ana",
      email: "ana@example.com",
      phone_number: null,
      identifier: "crm-1",
      custom_attributes: { plan: "gold", seats: "1", company: "Acme" },
      additional_attributes: { company_name: "Acme" },
    },
    expect.objectContaining({ name: "José", phone_number: "+5511987654321" }),
    expect.objectContaining({ name: "Maria S.", email: "maria@example.com", phone_number: "+12025550143" }),
  ]);
  expect(await latest()).toMatchObject({
    file_name: "people.csv",
    status: "completed",
    total_records: 4,
    processed_records: 4,
    rejected_records: 0,
    errors_url: null,
  });
});

test("import: rejected rows come back as a file with their reasons, and administrators are told", async () => {
  await seedContact(account.id, { name: "A", identifier: "a", email: "a@example.com" });
  await seedContact(account.id, { name: "B", identifier: "b" });
  await runImport(
    'name,email,phone_number,identifier\nX,not an e-mail,,\n,,,\nB,a@example.com,,b\nGood,,+12025550199,\n"=cmd()",,call me,\n',
  );
  const done = await latest();
  expect(done).toMatchObject({ status: "completed", total_records: 5, rejected_records: 4 });
  expect(await fileBehind(done?.errors_url ?? "")).toBe(
    "\ufeffname,email,phone_number,identifier,errors\r\n" +
      "X,not an e-mail,,,Email is invalid\r\n" +
      ',,,,"Name, email, phone number and identifier are blank"\r\n' +
      "B,a@example.com,,b,Email has already been taken\r\n" +
      "'=cmd(),,call me,,Phone number should be in e164 format\r\n",
  );
  const [mail] = await payloadsOf("mail_import_summary");
  await mailImportSummaryJob.run(mail as never);
  expect(lastMail()).toMatchObject({ to: account.admin.email, subject: "people.csv is imported" });
  expect(lastMail().text).toContain("1 of the 5 rows");
});

test("import: a repeat after the end, and two workers at once, do nothing twice", async () => {
  const rows = Array.from({ length: 250 }, (_, n) => `P${n},p${n}@example.com`);
  await upload(["name,email", ...rows].join("\n"));
  const [payload] = await payloadsOf("import_contacts");
  await Promise.all([importContactsJob.run(payload as never), importContactsJob.run(payload as never)]);
  await importContactsJob.run(payload as never);
  expect(await people()).toHaveLength(250);
  const events = await runtime()
    .sql`select 1 from events where account_id = ${account.id} and type = 'contact.created'`;
  expect(events).toHaveLength(250);
  expect(await payloadsOf("mail_import_summary")).toHaveLength(1);
  expect((await latest())?.processed_records).toBe(250);
});

test("import: what is no list of contacts is refused as a whole, with a sentence", async () => {
  await runImport("color,size\nred,5\n");
  expect(await latest()).toMatchObject({
    status: "failed",
    error: "The first row must name the columns, with at least one of: name, email, phone_number, identifier",
  });
  await runtime().sql`delete from graphile_worker._private_jobs`;
  await runImport(Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0x4a, 0x6f, 0x73, 0xe9]));
  expect([...(await people())]).toMatchObject([{ name: "José" }]);
});

test("import: 422 without a file, 401 for agents and without a token", async () => {
  expect(await call(importing.POST, { ...here(), body: {} })).toMatchObject({
    status: 422,
    body: { error: "File is blank" },
  });
  expect((await call(importing.POST, { ...here(), token: account.inside.token, body: {} })).status).toBe(401);
  expect((await call(importing.POST, { params: { account_id: account.id }, body: {} })).status).toBe(401);
  expect((await call(imports.GET, { ...here(), token: account.inside.token })).status).toBe(401);
});

test("imports of another account are not listed", async () => {
  await runImport("name\nAna\n");
  const params = { account_id: account.other.id };
  expect((await call(imports.GET, { params, token: account.other.admin.token })).body.payload).toEqual([]);
});

async function runExport(body: object): Promise<string> {
  expect(await call(exporting.POST, { ...here(), body })).toMatchObject({ status: 200, text: "" });
  await exportContactsJob.run((await payloadsOf("export_contacts")).at(-1) as never);
  expect(lastMail().to).toBe(account.admin.email);
  return fileBehind(/https?:\S+/.exec(lastMail().text)?.[0] ?? "");
}

test("export: listed contacts with the columns asked for, mailed to the caller; no cell is a formula", async () => {
  const ana = await seedContact(account.id, { name: "=1+1", email: "a@example.com", phoneNumber: "+12025550143" });
  const bea = await seedContact(account.id, { name: 'Bea "B", Jr', identifier: "x", labels: ["vip"] });
  await seedContact(account.id, { name: "Anonymous" });
  await seedContact(account.other.id, { name: "Elsewhere", email: "e@example.com" });
  expect(await runExport({})).toBe(
    `\ufeffid,name,email,phone_number\r\n${ana.id},'=1+1,a@example.com,+12025550143\r\n${bea.id},"Bea ""B"", Jr",,\r\n`,
  );
  expect(await runExport({ column_names: ["identifier", "password", "labels"], label: "vip" })).toBe(
    "\ufeffidentifier,labels\r\nx,vip\r\n",
  );
  const payload = [{ attribute_key: "email", filter_operator: "contains", values: ["a@"] }];
  expect(await runExport({ column_names: ["email"], payload })).toBe("\ufeffemail\r\na@example.com\r\n");
});

test("export: 422 for rows that make no condition, 401 for agents", async () => {
  const payload = [{ attribute_key: "nope", filter_operator: "equal_to", values: ["x"] }];
  expect((await call(exporting.POST, { ...here(), body: { payload } })).status).toBe(422);
  expect((await call(exporting.POST, { ...here(), token: account.inside.token, body: {} })).status).toBe(401);
});
