"use client";

import { type ReactNode, useEffect } from "react";

/**
 * Around a page for which nobody is signed in. Pages that know their address send people to the sign-in page themselves; for
 * the others the browser knows it.
 */
export function SignInAgain({ children }: { children: ReactNode }) {
  useEffect(() => {
    const { pathname, search } = window.location;
    window.location.replace(`/app/login?next=${encodeURIComponent(pathname + search)}`);
  }, []);
  return <div hidden>{children}</div>;
}
