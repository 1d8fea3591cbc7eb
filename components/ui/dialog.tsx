"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { useReturnFocus } from "./use-return-focus.ts";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large";
  /** Called instead of focusing the first control. */
  onOpenAutoFocus?: (event: Event) => void;
  children?: ReactNode;
  "data-testid"?: string;
}

const sizes = { small: "sm:max-w-sm", medium: "sm:max-w-lg", large: "sm:max-w-3xl" };

/**
 * A question or a small form over the page; a sheet from below on phones. `Esc` and the ground close it, the focus goes back
 * to what opened it. Load it lazily, and open none from another: use a step.
 */
export function Dialog({ size = "medium", title, description, footer, children, ...props }: DialogProps) {
  const t = useTexts("ui");
  const returnFocus = useReturnFocus(props.open);
  return (
    <RadixDialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={props.onOpenAutoFocus ?? focusBody}
          onCloseAutoFocus={returnFocus}
          data-testid={props["data-testid"]}
          className={classNames(
            "fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] outline-none animate-rise flex-col rounded-t-xl border border-line bg-raised shadow-float",
            "pb-[env(safe-area-inset-bottom)] sm:inset-0 sm:m-auto sm:h-fit sm:w-[calc(100%-2rem)] sm:rounded-xl sm:pb-0",
            sizes[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-5 pb-3">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="text-xl font-semibold">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-1 text-muted">{description}</RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label={t("close")} icon={<X aria-hidden />} className="-me-2 -mt-1.5" />
            </RadixDialog.Close>
          </header>
          {children ? (
            <div data-body className="min-h-0 flex-1 overflow-y-auto px-5 py-1">
              {children}
            </div>
          ) : null}
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 p-5 pt-4">{footer}</footer>
          ) : (
            <div className="h-5" />
          )}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** On the first control of the body, else on the dialog itself: the button that closes it would open its tooltip. */
function focusBody(event: Event): void {
  event.preventDefault();
  const dialog = event.currentTarget as HTMLElement;
  const control = dialog.querySelector<HTMLElement>(
    "[data-body] :is(input, select, textarea, button, a[href]):not(:disabled)",
  );
  (control ?? dialog).focus();
}
