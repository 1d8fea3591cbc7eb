import type { z } from "zod";

/** A page for people whose address is part of the contract: it answers HTML, to everybody who has the link. */
export interface DocumentedPage {
  isPage: true;
  id: string;
  /** As in the reference file, with `{parameters}`; folder for folder the place of its `page.tsx`. */
  path: string;
  summary: string;
  tag: string;
  params: z.ZodType;
}

/** Declares a page that the description of the API names beside its operations. */
export const documentedPage = (page: Omit<DocumentedPage, "isPage">): DocumentedPage => ({ isPage: true, ...page });
