import { refused } from "../../../platform/app-error.ts";
import { statements } from "../../../platform/context.ts";
import { sendTranscript } from "../../conversations/send-transcript.ts";
import { mailTeamMemberJob } from "../jobs.ts";
import type { ActionRun, PerformAction } from "./action.ts";

/** Addresses that one step may name. */
const MOST_ADDRESSES = 10;
/** Stands for the customer's own address. */
const OF_CONTACT = /^\{\{\s*contact\.email\s*\}\}$/;

/** What `send_email_to_team` takes (contract, settings §11). */
export interface TeamMail {
  team_ids: number[];
  message: string;
}

/**
 * Mails a text to everybody in some teams, a job for each person: a mail that cannot be sent is tried again without sending the
 * others twice.
 */
export const sendEmailToTeam: PerformAction = async (run, params) => {
  const mail = teamMailFrom(params);
  const people = await statements(run.ctx)<{ userId: number; conversationId: number }[]>`
    select distinct tm.user_id as "userId", c.id as "conversationId"
    from team_members tm
    join conversations c on c.account_id = tm.account_id and c.display_id = ${run.conversationId}
    where tm.account_id = ${run.ctx.accountId} and tm.team_id = any(${mail.team_ids}::bigint[])
    order by 1`;
  if (people.length === 0) throw refused("There is nobody in these teams");
  for (const { userId, conversationId } of people) {
    const to = { account_id: run.ctx.accountId, user_id: userId, conversation_id: conversationId };
    run.ctx.enqueue(mailTeamMemberJob, { ...to, message: mail.message });
  }
};

/** @throws refused when there is no team or no text */
export function teamMailFrom([value]: unknown[]): TeamMail {
  const { team_ids: ids, message } = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const teamIds = (Array.isArray(ids) ? ids : []).map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
  if (teamIds.length === 0) throw refused("There is no team to write to");
  if (typeof message !== "string" || message.trim() === "") throw refused("There is no text to write");
  return { team_ids: teamIds, message };
}

/**
 * Mails the transcript to addresses.
 *
 * @param params  addresses, separated by commas in one text or as a list; `{{contact.email}}` is the customer's
 */
export const sendEmailTranscript: PerformAction = async (run, params) => {
  const wanted = params.flatMap((one) => (typeof one === "string" ? one.split(",") : [])).map((one) => one.trim());
  const addresses = [...new Set(wanted.filter(Boolean))];
  if (addresses.length === 0) throw refused("There is no address to write to");
  if (addresses.length > MOST_ADDRESSES) throw refused(`More than ${MOST_ADDRESSES} addresses at once`);
  for (const address of addresses) {
    const email = OF_CONTACT.test(address) ? await addressOfContact(run) : address;
    await sendTranscript(run.ctx, { conversation_id: run.conversationId, email });
  }
};

async function addressOfContact({ ctx, conversationId }: ActionRun): Promise<string> {
  const [contact] = await statements(ctx)<{ email: string | null }[]>`
    select k.email from conversations c join contacts k on k.account_id = c.account_id and k.id = c.contact_id
    where c.account_id = ${ctx.accountId} and c.display_id = ${conversationId}`;
  if (!contact?.email) throw refused("The contact has no e-mail address");
  return contact.email;
}
