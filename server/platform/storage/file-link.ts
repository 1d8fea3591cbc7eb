import { runtime } from "../runtime.ts";
import { sign, verifySignature } from "../secrets.ts";

/** How a file is shown: what its link says beside the key. */
export interface FileMeta {
  contentType: string | null;
  fileName: string | null;
}

/** A stored file and how it is shown. */
export interface FileReference extends FileMeta {
  key: string;
}

const PURPOSE = "file";

/**
 * Public address of a stored file. Who has the link may read the file, nobody can guess another one; the same file has
 * the same link for ever, so browsers keep what they have (contract, conventions §10: no sign-in for `data_url`).
 *
 * @param key  of the storage
 * @returns absolute address ending in the file's name
 */
export function fileLink(key: string, meta: Partial<FileMeta>): string {
  const name = meta.fileName ? shownName(meta.fileName) : (key.split("/").at(-1) ?? "file");
  return `${runtime().config.appUrl}/files/${signFileLink(key, meta)}/${encodeName(name)}`;
}

/** Brackets and quotes as well: links stand in Markdown and in attributes. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The name as people gave it, for programs that take a file's name from the end of its address: only what stands for something
 * in addresses and file systems, or turns the direction of writing, is replaced; a very long name keeps its end.
 */
function shownName(fileName: string): string {
  const clean = fileName.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069%$|:;/<>?*"\\]+/gu, "_").trim();
  const short = Array.from(clean).slice(-100).join("");
  return /^\.*$/.test(short) ? "file" : short;
}

/** Address of a contact's or person's picture; empty when there is none, as the contract has it. */
export const avatarLink = (key: string | null | undefined): string =>
  key ? fileLink(key, { contentType: "image/jpeg" }) : "";

/** The part of a link that names the file and proves that we made it. */
export function signFileLink(key: string, { contentType, fileName }: Partial<FileMeta>): string {
  const facts = Buffer.from(JSON.stringify([key, contentType ?? null, fileName ?? null])).toString("base64url");
  return `${facts}.${sign(PURPOSE, facts)}`;
}

/** What a link names; null when we did not make it. */
export function verifyFileLink(token: string): FileReference | null {
  const [facts = "", signature = ""] = token.split(".");
  if (!verifySignature(PURPOSE, facts, signature)) return null;
  const [key, contentType, fileName] = JSON.parse(Buffer.from(facts, "base64url").toString()) as [
    string,
    string | null,
    string | null,
  ];
  return { key, contentType, fileName };
}
