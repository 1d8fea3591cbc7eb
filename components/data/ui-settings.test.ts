import { expect, test } from "vitest";
import { readUiSettings, writeUiSettings } from "./ui-settings.ts";

test("an empty record gives the usual preferences", () => {
  expect(readUiSettings({})).toEqual({
    locale: null,
    theme: "system",
    density: "comfortable",
    sendKey: "enter",
    letterKeys: true,
    timeZone: null,
  });
});

test("what is stored comes back, nonsense does not", () => {
  const settings = {
    locale: "pt-BR",
    theme: "dark",
    density: "compact",
    sendKey: "cmd_enter",
    letterKeys: false,
    timeZone: "America/Manaus",
  } as const;
  expect(readUiSettings(writeUiSettings(settings))).toEqual(settings);
  expect(readUiSettings({ theme: "pink", timezone: "Mars/Olympus", locale: 7 })).toEqual(readUiSettings({}));
});
