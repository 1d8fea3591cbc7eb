import { ChevronRight } from "lucide-react";

interface BreadcrumbsProps {
  label: string;
  /** From the start page to the one above this. */
  steps: { name: string; href: string }[];
}

/** Where a page stands, with a way back to each step. */
export function Breadcrumbs({ label, steps }: BreadcrumbsProps) {
  return (
    <nav aria-label={label} className="mb-5">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-muted">
        {steps.map((step, index) => (
          <li key={step.href} className="flex items-center gap-1.5">
            {index > 0 ? <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" /> : null}
            <a href={step.href} className="py-1 underline-offset-4 hover:text-ink hover:underline">
              {step.name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
