"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** What a step asks. It takes the focus, so that screen readers hear of the new step. */
export function StepHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header className="mb-5">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {title}
      </h2>
      {children ? <p className="mt-0.5 max-w-prose text-muted">{children}</p> : null}
    </header>
  );
}
