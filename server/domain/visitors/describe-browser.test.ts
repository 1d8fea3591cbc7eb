import { expect, test } from "vitest";
import { describeBrowser } from "./describe-browser.ts";

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1.2",
    ["Microsoft Edge", "140.0.1.2", "Unknown", "Windows", "10.0"],
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    ["Safari", "18.1", "iPhone", "iOS", "18.1"],
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    ["Firefox", "143.0", "Unknown", "Linux", ""],
  ],
  ["", ["Unknown", "", "Unknown", "Unknown", ""]],
])("a browser is known by its name and version, and so is what it runs on: %s", (userAgent, [...expected]) => {
  const { user_agent, ...said } = describeBrowser(userAgent);
  expect(Object.values(said)).toEqual(expected);
  expect(user_agent).toBe(userAgent);
});
