import { Compass } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

interface NoPlaceProps {
  title: string;
  body: string;
  action?: ReactNode;
  /** Offers to leave, to somebody who has nowhere else to go. */
  signOut?: () => Promise<void>;
}

/** A whole page that says that there is nothing here for this person, and nothing about what might be. */
export function NoPlace({ title, body, action, signOut }: NoPlaceProps) {
  return (
    <main className="grid min-h-dvh flex-1 place-items-center">
      <EmptyState
        icon={<Compass />}
        as="h1"
        title={title}
        action={signOut ? <SignOutForm signOut={signOut} /> : action}
      >
        {body}
      </EmptyState>
    </main>
  );
}

function SignOutForm({ signOut }: { signOut: () => Promise<void> }) {
  const t = useTexts("shell.me");
  return (
    <form action={signOut}>
      <Button type="submit">{t("signOut")}</Button>
    </form>
  );
}
