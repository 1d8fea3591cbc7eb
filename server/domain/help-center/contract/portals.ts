import { z } from "zod";
import { echoedPage, flag, textUpTo, wireIdOrNone } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { inbox } from "../../inboxes/contract.ts";
import { localeCode, name, portalPath, slug, textOrNone } from "./fields.ts";

const base = "/api/v1/accounts/{account_id}/portals";
const tag = "Help center";

const sslSettings = z.object({ status: z.string().nullable(), verification_errors: z.string().nullable() });

/** A help center (contract, help center §2). */
export const portal = z.object({
  id: z.number(),
  color: z.string().nullable(),
  custom_domain: z.string().nullable(),
  header_text: z.string().nullable(),
  homepage_link: z.string().nullable(),
  name: z.string(),
  page_title: z.string().nullable(),
  slug: z.string(),
  archived: z.boolean(),
  account_id: z.number(),
  config: z.object({
    allowed_locales: z.array(z.object({ code: z.string(), articles_count: z.number(), categories_count: z.number() })),
    show_author: z.boolean(),
  }),
  inbox: inbox.optional(),
  logo: z
    .object({
      id: z.number(),
      portal_id: z.number(),
      file_type: z.string(),
      account_id: z.number(),
      file_url: z.string(),
      blob_id: z.string(),
      filename: z.string(),
    })
    .optional(),
  /** Articles are counted where one portal is asked for; `mine_articles_count` only where there are any. */
  meta: z.object({
    all_articles_count: z.number(),
    archived_articles_count: z.number().nullable(),
    published_count: z.number().nullable(),
    draft_articles_count: z.number().nullable(),
    mine_articles_count: z.number().optional(),
    categories_count: z.number(),
    default_locale: z.string(),
  }),
  ssl_settings: sslSettings.optional(),
});
export type Portal = z.infer<typeof portal>;

/** Clients send back what they got, so a locale may also be the object of the answer. */
const allowedLocales = z
  .array(z.union([localeCode, z.object({ code: localeCode }).transform(({ code }) => code)]))
  .min(1, "can't be blank")
  .max(100);

const config = z
  .object({
    default_locale: localeCode.optional(),
    allowed_locales: allowedLocales.optional(),
    show_author: flag.optional(),
  })
  .nullish();

const fields = {
  color: z
    .string()
    .regex(/^(#[0-9a-fA-F]{3,8})?$/, "is invalid")
    .transform((value) => value || null)
    .nullish(),
  custom_domain: textOrNone(),
  header_text: textOrNone(),
  homepage_link: textOrNone(2048),
  page_title: textOrNone(),
  archived: flag.nullish(),
  config,
  /** A website inbox whose chat stands on the pages; blank takes it away. */
  inbox_id: wireIdOrNone.optional(),
  /** A picture that was uploaded before. */
  blob_id: textUpTo(2000).nullish(),
};

export const listPortals = operation({
  id: "portals.list",
  method: "GET",
  path: base,
  summary: "All help centers, archived ones as well",
  tag,
  callers: ["user"],
  query: z.object({ page: z.string().max(20).optional() }),
  response: z.object({
    payload: z.array(portal),
    meta: z.object({ current_page: echoedPage, portals_count: z.number() }),
  }),
});

export const getPortal = operation({
  id: "portals.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One help center, with its articles counted, of one locale if need be",
  tag,
  callers: ["user"],
  params: portalPath,
  query: z.object({ locale: z.string().max(35).optional() }),
  response: portal,
});

export const createPortal = operation({
  id: "portals.create",
  method: "POST",
  path: base,
  summary: "Create a help center",
  tag,
  callers: ["administrator"],
  rootKey: "portal",
  body: z.object({ name, slug, ...fields }),
  response: portal,
});

export const updatePortal = operation({
  id: "portals.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a help center; a locale list replaces the stored one, other settings stay",
  tag,
  callers: ["administrator"],
  params: portalPath,
  rootKey: "portal",
  body: z.object({ name: name.optional(), slug: slug.optional(), ...fields }),
  response: portal,
});

export const deletePortal = operation({
  id: "portals.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete a help center with its categories and articles",
  tag,
  callers: ["administrator"],
  params: portalPath,
});

export const archivePortal = operation({
  id: "portals.archive",
  method: "PATCH",
  path: `${base}/{id}/archive`,
  summary: "Take a help center off the net without deleting it",
  tag,
  callers: ["administrator"],
  params: portalPath,
});

export const deletePortalLogo = operation({
  id: "portals.delete_logo",
  method: "DELETE",
  path: `${base}/{id}/logo`,
  summary: "Remove the logo, if there is one",
  tag,
  callers: ["administrator"],
  params: portalPath,
});

export const sendDomainInstructions = operation({
  id: "portals.send_instructions",
  method: "POST",
  path: `${base}/{id}/send_instructions`,
  summary: "Mail somebody what to enter for the custom domain",
  tag,
  callers: ["administrator"],
  ratePerMinute: 10,
  params: portalPath,
  body: z.object({ email: z.string().max(255).nullish() }),
  response: z.object({ message: z.string() }),
});

export const getSslStatus = operation({
  id: "portals.ssl_status",
  method: "GET",
  path: `${base}/{id}/ssl_status`,
  summary: "Look whether the custom domain answers over HTTPS with this help center",
  tag,
  callers: ["administrator"],
  ratePerMinute: 20,
  params: portalPath,
  response: sslSettings,
});
