import type { ReactNode } from "react";
import { Logo } from "../ui/logo.tsx";
import { LanguageChoice } from "./language-choice.tsx";

interface SignInFrameProps {
  heading: string;
  intro?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** The quiet page around everything that happens before somebody is signed in. */
export function SignInFrame({ heading, intro, wide, children }: SignInFrameProps) {
  return (
    <div className="sign-in-ground flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <main className={wide ? "w-full max-w-lg" : "w-full max-w-sm"}>
        <div className="mb-6 flex items-center justify-center gap-2.5">
          <Logo className="size-9" />
          <span className="text-xl font-semibold tracking-tight">Parley</span>
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-float sm:p-8">
          <h1 className="text-2xl font-semibold">{heading}</h1>
          {intro ? <p className="mt-1.5 text-muted">{intro}</p> : null}
          <div className="mt-6">{children}</div>
        </div>
      </main>
      <footer>
        <LanguageChoice />
      </footer>
    </div>
  );
}
