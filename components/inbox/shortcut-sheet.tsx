"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { type ShortcutArea, shortcuts } from "./shortcuts.ts";

const areas: readonly ShortcutArea[] = ["list", "conversation", "composer", "general"];

/** Every key binding there is, drawn from the table that binds them. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts("inbox.shortcuts");
  const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
  return (
    <Dialog open onOpenChange={onClose} title={t("title")} description={t("hint")} size="large">
      <div className="gap-x-8 pb-2 sm:columns-2">
        {areas.map((area) => (
          <section key={area} aria-label={t(`area.${area}`)} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-sm font-semibold text-muted">{t(`area.${area}`)}</h3>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.area === area)
                .map(({ name, keys }) => (
                  <div key={name} className="flex min-h-9 items-center justify-between gap-4 border-t border-line py-1">
                    <dt>{t(`name.${name}`)}</dt>
                    <dd className="flex shrink-0 gap-2">
                      {keys.map((key) => (
                        <Kbd key={key} keys={keyNames(key, isMac)} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const onMac: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };
const elsewhere: Record<string, string> = { Mod: "Ctrl" };

const keyNames = (keys: string, isMac: boolean): string =>
  keys
    .split("+")
    .map((key) => (isMac ? onMac : elsewhere)[key] ?? (key === "ArrowUp" ? "↑" : key === "Escape" ? "Esc" : key))
    .join("+");
