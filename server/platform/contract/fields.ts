import { z } from "zod";

/** Largest id the wire and JavaScript agree on. */
const MAX_ID = Number.MAX_SAFE_INTEGER;

/** An id in a path, query or body; clients send numbers and strings alike (contract, real clients §1). */
export const wireId = z.preprocess(
  (value) => (typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value),
  z.number().int().positive().max(MAX_ID),
);

/** Ids of a query that need not be there; one without a value is none. */
export const wireIdsIfAny = z.preprocess((value) => {
  const given = (Array.isArray(value) ? value : [value]).filter((one) => one !== "" && one != null);
  return given.length > 0 ? given : undefined;
}, z.array(wireId).optional());

/** An id where null, 0, "" and any text that is no number mean "none" (contract, conversations §5). */
export const wireIdOrNone = z
  .union([z.null(), z.string().regex(/^\D*$/), z.coerce.number().int().max(MAX_ID)])
  .transform((value) => (typeof value === "number" && value > 0 ? value : null));

/** An empty text, as forms send for "nothing chosen", counts as null. */
export const noneIfBlank = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === "" ? null : given), value);

/** A text; clients that send a number or a flag mean its writing. */
export const plainText = z.preprocess(
  (value) => (typeof value === "number" || typeof value === "boolean" ? String(value) : value),
  z.string(),
);

/** A flag as JSON, forms and multipart clients write it (contract, conventions §1). */
export const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) =>
    typeof value === "string" ? !["", "false", "0", "off"].includes(value.toLowerCase()) : Boolean(value),
  );

/** For `z.preprocess`: a number that stands for one of some names, as text or not, becomes that name (contract, conventions §9). */
export const namedByNumber =
  (names: readonly string[]) =>
  (value: unknown): unknown => {
    const place = typeof value === "number" || (typeof value === "string" && /^\d$/.test(value)) ? Number(value) : -1;
    return names[place] ?? value;
  };

/** A page number, 1-based; nonsense becomes the first page, as the reference does. */
export const page = z.coerce.number().int().min(1).max(100_000).catch(1).default(1);

/** A page number like {@link page}, none where none was asked for: for lists that tell the page as it was written. */
export const pageIfAny = z.coerce.number().int().min(1).max(100_000).catch(1).optional();

/** The page as the caller wrote it, in words of the address; the number 1 where nothing was said (contract, conventions §7). */
export const echoedPage = z.union([z.number(), z.string()]);

/** What `echoedPage` says for a page of `pageIfAny`. Clients tell the first page from the later ones by `"1"`. */
export const echoPage = (page: number | undefined): number | string => (page === undefined ? 1 : String(page));

/** One value or several: `labels=a` and `labels[]=a&labels[]=b`. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || value === null ? undefined : Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );

/**
 * Names of labels: several values, or one text with commas between (`labels=vip,urgent`, `"labels": "vip, urgent"`), as the
 * reference reads them. A name has no comma in itself.
 */
export const labelNames = z.preprocess((value) => {
  if (value === undefined || value === null) return undefined;
  const given = Array.isArray(value) ? value : [value];
  return given.flatMap((entry) =>
    typeof entry === "string" ? entry.split(",").flatMap((name) => name.trim() || []) : [entry],
  );
}, z.array(plainText.pipe(z.string().max(255))).optional());

/** An uploaded picture. Clients say null, or an empty field of a form, for "none any more" (contract, real clients §3). */
export const picture = z.union([z.instanceof(File), z.null(), z.literal("").transform(() => null)]);

/** Free attributes: strings at most 1,500 characters (contract, conventions §4). */
export const attributeHash = z.record(z.string(), z.unknown());

/** Seconds since 1970; 0 stands for "never". */
export const unixSeconds = z.number().int();

/** `2025-06-17T14:05:28.000Z`. */
export const isoInstant = z.string();

/** A text column: at most `max` characters. */
export const textUpTo = (max: number) => z.string().max(max, `is too long (maximum is ${max} characters)`);

/** A text that programs also give as a number, such as an id of theirs. */
export const textOrNumber = <T extends z.ZodType>(text: T) =>
  z.preprocess((value) => (typeof value === "number" && Number.isFinite(value) ? String(value) : value), text);

/** Date → unix seconds, 0 for null. */
export const toUnix = (value: Date | null | undefined): number => (value ? Math.floor(value.getTime() / 1000) : 0);

/** Date → ISO with milliseconds, null for null. */
export const toIso = (value: Date | null | undefined): string | null => value?.toISOString() ?? null;
