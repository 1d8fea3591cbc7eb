import { reference } from "./reference-check.ts";

type Json = Record<string, unknown>;

/** Properties that servers leave out, whatever the file says: what differs from it is what clients are used to. */
const leftOut: Record<string, RegExp> = {
  // Free attributes: the file lists examples.
  "": /\/(custom|additional)_attributes\/|\/settings\/auto_resolve_\w+$/,
  // Absent while there are none (conventions §10), and while nobody is assigned (conversations §1).
  "conversations.": /\/meta\/(assignee|sender\/last_activity_at)$|\/(applied_sla|sla_events)$|^\/data$/,
  "contacts.": /\/last_activity_at$|\/meta\/assignee$|\/(applied_sla|sla_events)$/,
  "messages.":
    /\/attachments?$|\/meta\/(assignee|contact\/payload)$|^\/(account_id|updated_at|sender_\w+|conversation)$/,
  "messages.create": /^\/(external_source_ids|processed_message_content|sentiment)$/,
  "scheduled_messages.": /\/(attachment|author)$/,
  // Only Twilio's inboxes have one (inboxes §1).
  "inboxes.": /\/medium$/,
  // `filter_type` on every server (settings §8).
  "custom_filters.": /\/type$/,
  // A shorter bot and a shorter person for provisioning software (settings §17).
  "platform.": /\/(bot_type|bot_config|system_bot|hmac_identifier)$/,
  "profile.get": /\/hmac_identifier$/,
  // Only what servers with plans have.
  "accounts.get": /\/subscribed_features$/,
  // Customers see a message without what concerns the desk alone; a changed contact comes as its row (public API §1).
  "public.": /\/messages\/\[\]\/|\/attachments$/,
  "public.update_contact": /^\/(source_id|pubsub_token)$/,
  // The file describes another shape than servers send (see the deviations of the reference check).
  "contacts.create": /^\/(id|availability_status)$/,
  "contacts.merge": /^\/payload$/,
  "automation_rules.create": /^\/payload$/,
  "webhooks.": /^\/(id|url|name|subscriptions|account_id)$/,
  // What is set up elsewhere has no hooks (settings §12).
  "integrations.apps": /\/(hook_type|allow_multiple_hooks)$/,
  // `inbox` with id and name on every server (settings §12).
  "integrations.": /^\/inbox_id$/,
  // Portals come bare, a new category or article wrapped; picture and inbox only where there are some (help center §§2–4).
  "portals.": /\/(payload|inbox|logo)$/,
  "categories.create": /^\/\w+$/,
  "articles.create": /^\/\w+$/,
  // A slim person, as everywhere (conversations §5).
  "conversations.assign": /^\/\w+$/,
};

/** Properties that the reference file names for a successful answer, the answer lacks, and clients may expect. */
export function missingProperties(operationId: string, schema: Json | undefined, body: unknown): string[] {
  const expected = Object.entries(leftOut).filter(([prefix]) => operationId.startsWith(prefix));
  return missingFrom(schema, body, "").filter((path) => !expected.some(([, pattern]) => pattern.test(path)));
}

/**
 * Of a list the first entry is looked at; what is null hides what it would hold, and a choice of schemas is content with the one
 * that misses least.
 *
 * @returns paths such as `/payload/[]/name`
 */
function missingFrom(schema: Json | undefined, value: unknown, path: string): string[] {
  if (!schema || value === null || value === undefined) return [];
  const target = resolved(schema);
  const within = (inner: Json) => missingFrom(inner, value, path);
  const parts = ((target.allOf as Json[] | undefined) ?? []).flatMap(within);
  const choices = ((target.anyOf ?? target.oneOf ?? []) as Json[]).map(within);
  const best = choices.toSorted((left, right) => left.length - right.length)[0] ?? [];
  if (Array.isArray(value)) {
    return [...parts, ...best, ...missingFrom(target.items as Json | undefined, value[0], `${path}/[]`)];
  }
  if (typeof value !== "object") return [...parts, ...best];
  const own = Object.entries((target.properties as Record<string, Json> | undefined) ?? {}).flatMap(([name, inner]) =>
    Object.hasOwn(value, name) ? missingFrom(inner, (value as Json)[name], `${path}/${name}`) : [`${path}/${name}`],
  );
  return [...new Set([...parts, ...best, ...own])];
}

function resolved(schema: Json): Json {
  const pointer = schema.$ref;
  if (typeof pointer !== "string") return schema;
  const found = pointer
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key] as Json, reference as unknown as Json);
  return resolved(found);
}
