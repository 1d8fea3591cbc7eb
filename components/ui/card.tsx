import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface CardProps {
  /** A heading makes the card a region with that name. */
  title?: string;
  description?: ReactNode;
  /** At the end of the heading's line. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
}

/** Things that belong together, on their own ground. */
export function Card({ title, description, actions, children, className, id }: CardProps) {
  return (
    <section
      id={id}
      aria-label={title}
      className={classNames("scroll-mt-6 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-6", className)}
    >
      {title ? (
        <header className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 sm:flex-1 sm:basis-64">
            <h2 className="text-lg font-semibold">{title}</h2>
            {description ? <p className="mt-0.5 max-w-prose text-muted">{description}</p> : null}
          </div>
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  );
}
