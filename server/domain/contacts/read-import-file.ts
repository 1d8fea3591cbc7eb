import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";

/** A row below the header: column → cell, both trimmed. Empty cells are left out. */
export type ImportRow = Record<string, string>;

export interface ImportFile {
  /** As they stand in the file. */
  header: string[];
  /** Cells as they stand in the file. */
  cells: string[][];
  rows: ImportRow[];
}

/** What spreadsheets call our columns. */
const aliases: Record<string, string> = {
  e_mail: "email",
  email_address: "email",
  phone: "phone_number",
  mobile: "phone_number",
  telefone: "phone_number",
  nome: "name",
  full_name: "name",
};

const identifying = ["name", "email", "phone_number", "identifier"];
const MAX_ROWS = 200_000;

/**
 * Reads a CSV file as spreadsheets write it: separated by comma, semicolon or tab, in UTF-8 or in the old Western encoding,
 * with or without a byte-order mark.
 *
 * @returns a sentence for people when the file cannot be used
 */
export function readImportFile(bytes: Buffer): ImportFile | string {
  const text = isUtf8(bytes) ? bytes.toString("utf8") : new TextDecoder("windows-1252").decode(bytes);
  const table = readTable(text.replaceAll("\0", ""));
  if (typeof table === "string") return table;
  const [header, ...cells] = table;
  if (!header) return "The file has no rows";
  const columns = header.map(columnName);
  if (!columns.some((column) => identifying.includes(column))) {
    return `The first row must name the columns, with at least one of: ${identifying.join(", ")}`;
  }
  if (cells.length > MAX_ROWS) return `The file has more than ${MAX_ROWS} rows`;
  return { header, cells, rows: cells.map((row) => rowOf(columns, row)) };
}

function readTable(text: string): string[][] | string {
  const [firstLine = ""] = text.split(/\r?\n/, 1);
  const separators = [",", ";", "\t"].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length);
  try {
    return parse(text, {
      bom: true,
      delimiter: separators[0],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    return `The file is no CSV: ${error instanceof Error ? error.message : "it could not be read"}`;
  }
}

function columnName(title: string): string {
  const name = title
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
}

function rowOf(columns: string[], cells: string[]): ImportRow {
  const filled = columns.flatMap((column, place): [string, string][] => {
    const cell = cells[place]?.toWellFormed().trim();
    return column && column !== "__proto__" && cell ? [[column, cell]] : [];
  });
  return Object.fromEntries(filled);
}
