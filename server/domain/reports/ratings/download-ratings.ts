import type { AccountContext } from "../../../platform/context.ts";
import type { Download } from "../../../platform/http/download.ts";
import { runtime } from "../../../platform/runtime.ts";
import { accountLocale } from "../../accounts/account-locale.ts";
import { csvLine } from "../../contacts/write-csv.ts";
import type { RatingFilter, RatingResponse } from "../contract/ratings.ts";
import { fileWords } from "../file-words.ts";
import { allRatings } from "./list-ratings.ts";

/** What customers answered, as a file (contract, settings §16). @throws forbidden */
export async function downloadRatings(ctx: AccountContext, input: RatingFilter): Promise<Download> {
  const rows = await allRatings(ctx, input);
  const { ratings } = fileWords(await accountLocale(ctx));
  const lines = [ratings, ...rows.map((row) => cells(ctx, row))];
  return { fileName: "csat_report.csv", text: lines.map(csvLine).join("") };
}

const cells = (ctx: AccountContext, row: RatingResponse): unknown[] => [
  row.assigned_agent?.name,
  row.rating,
  row.feedback_message,
  row.contact?.name,
  row.contact?.email,
  row.contact?.phone_number,
  `${runtime().config.appUrl}/app/accounts/${ctx.accountId}/conversations/${row.conversation_id}`,
  new Date(row.created_at * 1000).toISOString(),
];
