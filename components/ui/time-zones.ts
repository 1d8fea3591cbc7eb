/** Every time zone by its IANA name, `UTC` first; with `current`, even when the list lacks it. */
export function timeZones(current: string): string[] {
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  return ["UTC", ...(current === "UTC" || zones.includes(current) ? [] : [current]), ...zones];
}
