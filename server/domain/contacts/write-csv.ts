/** What a spreadsheet would run as a formula. Numbers, also with a plus before them, are none. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[\d .,]+$/;

/** One line of a CSV file, as spreadsheets read it (RFC 4180). Nothing in it is taken for a formula. */
export function csvLine(cells: unknown[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? "" : typeof value === "object" ? json(value) : String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const json = (value: object): string => (value instanceof Date ? value.toISOString() : JSON.stringify(value));

/** Without it spreadsheets take UTF-8 for something else. */
export const BYTE_ORDER_MARK = "\ufeff";
