"use client";

import { Toaster as Sonner, toast } from "sonner";
import { useTexts } from "../i18n/use-texts.ts";
import { useMediaQuery } from "./use-media-query.ts";

/** Comes along with the host: a toast that tells of a lost connection must not need one. */
export const showToast = toast;

/** Under the bar of a phone's screen: its way back and its menu stay in reach while a toast is there. */
const UNDER_THE_BAR = { top: "calc(env(safe-area-inset-top) + 4rem)" };

/** Where toasts appear: below, on phones above, where neither keyboard nor composer is. Loaded by `Toaster`. */
export function ToasterHost() {
  const t = useTexts("ui");
  const isPhone = useMediaQuery("(max-width: 40rem)");
  return (
    <Sonner
      position={isPhone ? "top-center" : "bottom-center"}
      offset={isPhone ? UNDER_THE_BAR : undefined}
      mobileOffset={isPhone ? UNDER_THE_BAR : undefined}
      closeButton
      containerAriaLabel={t("notices")}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t("close"),
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg bg-ink ps-4 pe-3 py-2.5 text-base text-canvas shadow-float [&.parley-toast-danger]:bg-danger [&.parley-toast-danger]:text-on-danger",
          content: "min-w-0 flex-1 order-1",
          actionButton:
            "order-2 shrink-0 rounded-sm border border-current px-2.5 py-1 text-sm font-semibold hover:opacity-80 touch:min-h-11",
          closeButton:
            "order-3 grid size-7 shrink-0 place-items-center rounded-sm hover:opacity-70 touch:size-11 [&_svg]:size-4",
        },
      }}
    />
  );
}
