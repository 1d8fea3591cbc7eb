import type { Attributes } from "#db/schema/columns.ts";
import type { Channel } from "../../channels/channel.ts";
import { getChannel } from "../../channels/registry.ts";
import type { AccountContext } from "../../platform/context.ts";
import { decrypt } from "../../platform/secrets.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { areGroupsOn } from "./are-groups-on.ts";
import type { InboxRow } from "./channel-settings.ts";
import { type Inbox, SECRET_MASK } from "./contract.ts";
import { type HelpCenter, helpCentersOf } from "./help-centers.ts";
import { qrDataUrl } from "./qr-data-url.ts";
import { serializeSlimInbox } from "./slim-inbox.ts";
import { webhookTarget } from "./webhook-target.ts";
import { widgetScript } from "./widget-script.ts";

/** Inboxes with their help centers: one statement for all, none where they have no help center. */
export async function serializeInboxes(ctx: AccountContext, rows: InboxRow[]): Promise<Inbox[]> {
  const helpCenters = await helpCentersOf(ctx, rows);
  return rows.map((row) => serializeInbox(ctx, row, helpCenters));
}

/** The same for one. */
export async function serializeOneInbox(ctx: AccountContext, row: InboxRow): Promise<Inbox> {
  return serializeInbox(ctx, row, await helpCentersOf(ctx, [row]));
}

/**
 * An inbox (contract, inboxes §1). Who may not manage inboxes sees no configuration, no address of its webhook and no QR code; secrets
 * nobody sees.
 */
export function serializeInbox(ctx: AccountContext, row: InboxRow, helpCenters = new Map<number, HelpCenter>()): Inbox {
  const channel = getChannel(row.channel);
  const isAdmin = canManageInboxes(ctx);
  const helpCenter = row.portalId === null ? undefined : helpCenters.get(row.portalId);
  return {
    ...serializeSlimInbox(row),
    ...general(row),
    ...(helpCenter && { help_center: helpCenter }),
    ...absent,
    phone_number: textOrNull(row.settings.phone_number),
    ...configuration(row, channel, isAdmin),
    channel: channel.key,
    connect: channel.connect,
    capabilities: capabilitiesOf(channel, row),
    connection: isAdmin ? row.connection : withoutQr(row.connection),
    revision: row.revision,
  };
}

const general = (row: InboxRow) => ({
  greeting_enabled: row.greetingEnabled,
  greeting_message: row.greetingMessage,
  working_hours_enabled: row.workingHoursEnabled,
  working_hours: row.workingHours as unknown as Inbox["working_hours"],
  out_of_office_message: row.outOfOfficeMessage,
  timezone: row.timezone,
  enable_email_collect: row.enableEmailCollect,
  csat_survey_enabled: row.csatSurveyEnabled,
  csat_config: row.csatConfig,
  enable_auto_assignment: row.enableAutoAssignment,
  auto_assignment_config: row.autoAssignmentConfig,
  allow_messages_after_resolved: row.allowMessagesAfterResolved,
  lock_to_single_conversation: row.lockToSingleConversation,
  sender_name_type: row.senderNameType,
  business_name: row.businessName,
});

/** Keys of channel types that this installation does not have; clients expect them to be there. */
const absent = {
  widget_color: null,
  website_url: null,
  website_token: null,
  web_widget_script: null,
  welcome_title: null,
  welcome_tagline: null,
  selected_feature_flags: null,
  reply_time: null,
  allowed_domains: null,
  messaging_service_sid: null,
};

/** What depends on the kind of channel: one with a provider, or one that integrators speak for. */
function configuration(row: InboxRow, channel: Channel, isAdmin: boolean) {
  const settings = isAdmin ? maskedSettings(row, channel) : null;
  const target = isAdmin ? webhookTarget(row) : null;
  const { phone_number: _phone, ...providerConfig } = settings ?? {};
  if (channel.webhook) {
    return {
      settings,
      hmac_mandatory: null,
      callback_webhook_url: target?.url ?? null,
      provider_config: settings && providerConfig,
      provider_connection: providerConnection(row, isAdmin),
      message_templates: row.messageTemplates,
      reauthorization_required: row.connection.state === "closed" || row.connection.state === "error",
      allow_group_creation: channel.groups?.create !== undefined && areGroupsOn(row.settings),
    };
  }
  if (channel.door === "website") return { settings, ...websiteConfiguration(row, isAdmin) };
  return {
    settings,
    hmac_mandatory: row.hmacMandatory,
    callback_webhook_url: null,
    webhook_url: textOrNull(row.settings.webhook_url),
    inbox_identifier: row.identifier,
    additional_attributes: additionalAttributes(row),
    // Calls of the inbox's webhook are signed with the same token.
    ...(isAdmin && { hmac_token: decrypt(row.hmacToken), secret: decrypt(row.hmacToken) }),
  };
}

/** What the widget of a website is, and how it gets onto pages (contract, inboxes §1). */
function websiteConfiguration(row: InboxRow, isAdmin: boolean) {
  return {
    ...row.settings,
    hmac_mandatory: row.hmacMandatory,
    callback_webhook_url: null,
    website_token: row.identifier,
    web_widget_script: widgetScript(row.identifier),
    ...(isAdmin && { hmac_token: decrypt(row.hmacToken) }),
  };
}

/** Where the contract has settings that are neither address nor provider (contract, inboxes §3). */
function additionalAttributes({ settings: { webhook_url: _url, ...others } }: InboxRow): Attributes {
  return Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
}

/** Whether a secret is set can be told without decrypting it: settings are stored whole. */
function maskedSettings(row: InboxRow, channel: Channel): Attributes {
  const secrets = row.secrets === null ? [] : channel.secrets;
  return { ...row.settings, ...Object.fromEntries(secrets.map((key) => [key, SECRET_MASK])) };
}

const wireStates = {
  unknown: null,
  connecting: "connecting",
  qr: "connecting",
  open: "open",
  closed: "close",
  error: "close",
} as const;

/** The contract's words for the line (contract, inboxes §1). */
function providerConnection({ connection }: InboxRow, isAdmin: boolean): Attributes {
  return {
    connection: wireStates[connection.state],
    ...(isAdmin && { qr_data_url: connection.qr ? qrPicture(connection.qr) : null, error: connection.error ?? null }),
  };
}

/** Some providers give a picture only, which is no text to make a code of. */
const qrPicture = (qr: string): string => (qr.startsWith("data:image/") ? qr : qrDataUrl(qr));

function withoutQr({ state, changedAt }: InboxRow["connection"]) {
  return { state, ...(changedAt && { changedAt }) };
}

function capabilitiesOf(channel: Channel, row: InboxRow) {
  const capabilities = channel.capabilities(row.settings);
  const groups = capabilities.groups && areGroupsOn(row.settings);
  return { ...capabilities, groups, attachments: limitsOf(channel, row) };
}

/** `undefined` limits have no place in JSON. */
const limitsOf = (channel: Channel, row: InboxRow): Record<string, { maxBytes: number }> =>
  Object.fromEntries(
    Object.entries(channel.capabilities(row.settings).attachments).flatMap(([kind, limit]) =>
      limit ? [[kind, limit]] : [],
    ),
  );

const textOrNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
