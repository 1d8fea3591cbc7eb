import { and, eq } from "drizzle-orm";
import { portals } from "#db/schema/help-center.ts";
import { type Context, database } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { networkOf } from "../../platform/http/client-address.ts";
import { limitRate } from "../../platform/http/rate-limit.ts";
import { runtime } from "../../platform/runtime.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { availabilityStatus } from "../accounts/presence.ts";
import { isOpenAt, wallClock } from "../inboxes/is-open-at.ts";
import { nextOpening } from "../inboxes/next-opening.ts";
import { listMemberRows } from "../inboxes/queries.ts";
import type * as contract from "./contract/widget.ts";
import { createVisitor } from "./create-visitor.ts";
import type { OpenInbox, Visitor } from "./open-visitor.ts";
import { findWidgetVisitor, openWidget, openWidgetVisitor } from "./open-widget.ts";
import { issueWidgetToken } from "./widget-token.ts";

/** New visitors from one address in an hour; an office shares one. */
const MOST_NEW = 120;
const HOUR_MS = 3_600_000;

/**
 * How the widget looks, and who its visitor is (contract, public API §4). Whoever has no valid token comes in as somebody new.
 *
 * @throws not_found, unauthenticated for a suspended account, too_many_requests
 */
export async function getWidgetConfig(
  ctx: Context,
  input: Input<typeof contract.getWidgetConfig>,
): Promise<Result<typeof contract.getWidgetConfig>> {
  const open = await openWidget(ctx, input);
  const visitor = (await findWidgetVisitor(open)) ?? (await comeIn(open));
  const { contact, link } = visitor;
  return {
    website_channel_config: { ...widgetConfig(visitor), portal: await findPortal(visitor) },
    contact: {
      id: contact.id,
      name: contact.name,
      email: contact.email,
      phone_number: contact.phoneNumber,
      identifier: contact.identifier,
      pubsub_token: link.pubsubToken,
    },
    global_config: { BRAND_NAME: "Parley", WIDGET_BRAND_URL: runtime().config.appUrl },
  };
}

async function comeIn(open: OpenInbox): Promise<Visitor> {
  limitRate(`widget-visitor:${networkOf(open.ctx.client?.address ?? "")}`, MOST_NEW, HOUR_MS);
  return transaction(open.ctx, (tx) => createVisitor(tx, open, {}));
}

function widgetConfig({ ctx, inbox, link }: Visitor): Record<string, unknown> {
  const { settings } = inbox;
  return {
    allow_messages_after_resolved: inbox.allowMessagesAfterResolved,
    api_host: runtime().config.appUrl,
    auth_token: issueWidgetToken({ sourceId: link.sourceId, inboxId: inbox.id }),
    avatar_url: avatarLink(inbox.avatarKey),
    csat_survey_enabled: inbox.csatSurveyEnabled,
    disable_branding: false,
    enabled_features: settings.selected_feature_flags,
    enabled_languages: [
      { name: "English (en)", iso_639_1_code: "en" },
      { name: "Português Brasileiro (pt-BR)", iso_639_1_code: "pt_BR" },
    ],
    locale: ctx.locale.replace("-", "_"),
    out_of_office_message: inbox.outOfOfficeMessage,
    pre_chat_form_enabled: settings.pre_chat_form_enabled,
    pre_chat_form_options: settings.pre_chat_form_options,
    reply_time: settings.reply_time,
    timezone: inbox.timezone,
    utc_off_set: utcOffset(inbox.timezone, new Date()),
    website_name: inbox.name,
    website_token: inbox.identifier,
    welcome_tagline: settings.welcome_tagline,
    welcome_title: settings.welcome_title,
    widget_color: settings.widget_color,
    working_hours: inbox.workingHours,
    working_hours_enabled: inbox.workingHoursEnabled,
    /** Ours, both: by the clock of the inbox, so that no browser has to know time zones. */
    is_open: isOpenAt(inbox, new Date()),
    opens_at: nextOpening(inbox, new Date())?.toISOString() ?? null,
  };
}

/** The help center whose articles the chat shows (contract, help center §5); an archived one is not open to visitors. */
async function findPortal({ ctx, inbox }: Visitor): Promise<Record<string, unknown> | null> {
  if (inbox.portalId === null) return null;
  const [portal] = await database(ctx)
    .select()
    .from(portals)
    .where(and(eq(portals.accountId, ctx.accountId), eq(portals.id, inbox.portalId), eq(portals.archived, false)));
  if (!portal) return null;
  const { default_locale, allowed_locales } = portal.config;
  return {
    slug: portal.slug,
    name: portal.name,
    custom_domain: portal.customDomain,
    default_locale,
    allowed_locales,
    config: { default_locale, allowed_locales },
  };
}

/** `-03:00`: how far the clocks of a zone are from UTC now. */
function utcOffset(timezone: string, at: Date): string {
  const here = wallClock(timezone, at);
  const utc = wallClock("UTC", at);
  const days = ((here.day - utc.day + 10) % 7) - 3;
  const minutes = days * 1440 + here.minute - utc.minute;
  const text = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${text(Math.abs(minutes) / 60)}:${text(Math.abs(minutes) % 60)}`;
}

/** Campaigns that speak to visitors by themselves: there are none to show. @throws not_found */
export async function listWidgetCampaigns(
  ctx: Context,
  input: Input<typeof contract.listWidgetCampaigns>,
): Promise<Result<typeof contract.listWidgetCampaigns>> {
  await openWidget(ctx, input);
  return [];
}

/** Who answers on this website, as visitors see them. @throws not_found */
export async function listWidgetAgents(
  ctx: Context,
  input: Input<typeof contract.listWidgetAgents>,
): Promise<Result<typeof contract.listWidgetAgents>> {
  const visitor = await openWidgetVisitor(ctx, input);
  const members = await listMemberRows(visitor.ctx, visitor.inbox.id);
  return {
    payload: members.map((member) => ({
      id: member.id,
      name: member.displayName || member.name,
      avatar_url: avatarLink(member.avatarKey),
      availability_status: availabilityStatus({ ...member, userId: member.id }),
    })),
  };
}
