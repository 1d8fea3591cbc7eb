import { Temporal } from "temporal-polyfill";

/** The clock of a zone at an instant. */
export const inZone = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** The instant of a clock time. */
export const toDate = (at: Temporal.ZonedDateTime): Date => new Date(at.epochMilliseconds);

/** True for names of zones that the time-zone database knows, such as `America/Sao_Paulo`. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
