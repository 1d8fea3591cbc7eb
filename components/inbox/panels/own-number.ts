/** Same line as the inbox's? Equal, or the last eight digits agree (contract, groups §3). */
export function isOwnNumber(phone: string | null, inboxPhone: string | null): boolean {
  const [one, other] = [phone, inboxPhone].map((number) => (number ?? "").replace(/\D/g, ""));
  if (!one || !other) return false;
  return one === other || (one.length >= 8 && other.length >= 8 && one.slice(-8) === other.slice(-8));
}
