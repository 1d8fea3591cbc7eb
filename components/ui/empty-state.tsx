import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** A heading where it is the only thing on its page. */
  as?: "h1" | "h2" | "p";
  /** One sentence: what belongs here, or what to do. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What a place says that has nothing to show yet. */
export function EmptyState({ icon, title, as: Title = "p", children, action, className }: EmptyStateProps) {
  return (
    <div className={classNames("mx-auto grid max-w-sm justify-items-center gap-2 px-6 py-12 text-center", className)}>
      {icon ? (
        <span
          aria-hidden
          className="mb-2 grid size-12 place-items-center rounded-xl rounded-es-sm bg-accent-soft text-accent-ink [&_svg]:size-6"
        >
          {icon}
        </span>
      ) : null}
      <Title className="text-lg font-semibold">{title}</Title>
      {children ? <p className="text-muted">{children}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
