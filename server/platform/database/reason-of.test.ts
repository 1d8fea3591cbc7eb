import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { expect, test } from "vitest";
import { reasonOf } from "./reason-of.ts";

test("the reason of a failed statement is what is wrong with the database, not the statement", async () => {
  const nobody = postgres("postgres://parley@127.0.0.1:1/parley", { connect_timeout: 2, max: 1 });
  const failed = drizzle(nobody)
    .execute(sql`select 'what somebody wrote'`)
    .then(
      () => "it answered",
      (error) => reasonOf(error),
    );
  expect(await failed).toBe("connect ECONNREFUSED 127.0.0.1:1");
  expect(reasonOf(new Error("first line\nparams: secret"))).toBe("first line");
});
