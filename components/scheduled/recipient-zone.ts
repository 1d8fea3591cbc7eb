import type { Contact } from "#server/domain/contacts/contract.ts";

/** Countries with one clock, by calling code. Where a country has several, only what the number tells for sure. */
const byCallingCode: readonly [string, string][] = [
  ["5568", "America/Rio_Branco"],
  ["5569", "America/Porto_Velho"],
  ["5565", "America/Cuiaba"],
  ["5566", "America/Cuiaba"],
  ["5567", "America/Campo_Grande"],
  ["5592", "America/Manaus"],
  ["5597", "America/Manaus"],
  ["5595", "America/Boa_Vista"],
  ["55", "America/Sao_Paulo"],
  ["351", "Europe/Lisbon"],
  ["353", "Europe/Dublin"],
  ["244", "Africa/Luanda"],
  ["258", "Africa/Maputo"],
  ["598", "America/Montevideo"],
  ["595", "America/Asuncion"],
  ["591", "America/La_Paz"],
  ["20", "Africa/Cairo"],
  ["27", "Africa/Johannesburg"],
  ["30", "Europe/Athens"],
  ["31", "Europe/Amsterdam"],
  ["32", "Europe/Brussels"],
  ["33", "Europe/Paris"],
  ["39", "Europe/Rome"],
  ["40", "Europe/Bucharest"],
  ["41", "Europe/Zurich"],
  ["43", "Europe/Vienna"],
  ["44", "Europe/London"],
  ["45", "Europe/Copenhagen"],
  ["46", "Europe/Stockholm"],
  ["47", "Europe/Oslo"],
  ["48", "Europe/Warsaw"],
  ["49", "Europe/Berlin"],
  ["51", "America/Lima"],
  ["54", "America/Argentina/Buenos_Aires"],
  ["57", "America/Bogota"],
  ["58", "America/Caracas"],
  ["63", "Asia/Manila"],
  ["65", "Asia/Singapore"],
  ["66", "Asia/Bangkok"],
  ["81", "Asia/Tokyo"],
  ["82", "Asia/Seoul"],
  ["84", "Asia/Ho_Chi_Minh"],
  ["86", "Asia/Shanghai"],
  ["90", "Europe/Istanbul"],
  ["91", "Asia/Kolkata"],
  ["234", "Africa/Lagos"],
  ["254", "Africa/Nairobi"],
  ["966", "Asia/Riyadh"],
  ["971", "Asia/Dubai"],
];

/** The zone a contact lives in: the one that was noted, else what the number tells; null when nobody can know. */
export function recipientZone(
  contact: Pick<Contact, "phone_number" | "additional_attributes" | "custom_attributes">,
): string | null {
  for (const hash of [contact.custom_attributes, contact.additional_attributes]) {
    const noted = hash.timezone ?? hash.time_zone;
    if (typeof noted === "string" && isZone(noted)) return noted;
  }
  const digits = (contact.phone_number ?? "").replace(/\D/g, "");
  if (digits.length < 8) return null;
  return byCallingCode.find(([code]) => digits.startsWith(code))?.[1] ?? null;
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
