"use client";

import { ChevronsUpDown } from "lucide-react";
import { setActiveAccount } from "../data/profile.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { classNames } from "../ui/class-names.ts";
import { Logo } from "../ui/logo.tsx";
import { Menu } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";

const nameStyle = { always: "truncate", "when large": "sr-only lg:not-sr-only lg:truncate", never: "sr-only" };
const chevronStyle = { always: "", "when large": "hidden lg:block", never: "hidden" };

/** Name of the account; a menu of all of them where somebody has several. */
export function AccountSwitcher({ name: shows }: { name: "always" | "when large" | "never" }) {
  const t = useTexts("shell.account");
  const errors = useTexts("errorSentences");
  const { profile, membership } = useViewer();
  const name = (
    <span className={classNames("min-w-0 flex-1 text-start font-semibold", nameStyle[shows])} dir="auto">
      {membership.name}
    </span>
  );
  if (profile.accounts.length < 2) {
    return (
      <div className="flex h-10 items-center gap-2.5 px-1.5">
        <Logo className="size-7 shrink-0" />
        {name}
      </div>
    );
  }
  return (
    <Menu
      entries={[
        {
          kind: "choice",
          label: t("switch"),
          value: String(membership.id),
          options: profile.accounts.map((account) => ({ value: String(account.id), label: account.name })),
          onChange: (id) => {
            openAccount(Number(id)).catch(
              (error: unknown) => void toast(requestSentence(errors, error), { tone: "danger" }),
            );
          },
        },
      ]}
      trigger={
        <button
          type="button"
          className="flex h-10 w-full items-center gap-2.5 rounded-md px-1.5 hover:bg-hover data-[state=open]:bg-hover touch:h-11"
        >
          <Logo className="size-7 shrink-0" />
          {name}
          <VisuallyHidden>{t("switch")}</VisuallyHidden>
          <ChevronsUpDown aria-hidden className={classNames("size-4 shrink-0 text-muted", chevronStyle[shows])} />
        </button>
      }
    />
  );
}

/** A whole new page: nothing of one account stays in memory in another. The next sign-in opens it, too. */
async function openAccount(id: number): Promise<void> {
  await setActiveAccount(id);
  window.location.assign(`/app/accounts/${id}/dashboard`);
}
