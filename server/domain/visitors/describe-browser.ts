type Known = [name: string, version: RegExp];

/** In this order: most browsers also name those they want to be taken for. */
const browsers: Known[] = [
  ["Microsoft Edge", /\bEdg(?:e|A|iOS)?\/([\d.]+)/],
  ["Opera", /\bOPR\/([\d.]+)/],
  ["Samsung Browser", /\bSamsungBrowser\/([\d.]+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/([\d.]+)/],
  ["Chrome", /\b(?:Chrome|CriOS)\/([\d.]+)/],
  ["Safari", /\bVersion\/([\d.]+).*\bSafari\b/],
];
const platforms: Known[] = [
  ["iOS", /\b(?:iPhone|iPad).*? OS ([\d_]+)/],
  ["Android", /\bAndroid ([\d.]+)/],
  ["Windows", /\bWindows NT ([\d.]+)/],
  ["macOS", /\bMac OS X ([\d_.]+)/],
  ["Linux", /\bLinux()/],
];
const UNKNOWN = "Unknown";

/** What a visitor came with, for people to read in the conversation's attributes (contract, public API §4). */
export function describeBrowser(userAgent: string): Record<string, string> {
  const [browserName, browserVersion] = find(browsers, userAgent);
  const [platformName, platformVersion] = find(platforms, userAgent);
  return {
    browser_name: browserName,
    browser_version: browserVersion,
    device_name: /\b(iPhone|iPad)\b/.exec(userAgent)?.[1] ?? UNKNOWN,
    platform_name: platformName,
    platform_version: platformVersion,
    user_agent: userAgent,
  };
}

function find(all: Known[], userAgent: string): [name: string, version: string] {
  for (const [name, version] of all) {
    const found = version.exec(userAgent);
    if (found) return [name, (found[1] ?? "").replaceAll("_", ".")];
  }
  return [UNKNOWN, ""];
}
