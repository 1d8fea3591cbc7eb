interface SkipLinksProps {
  /** Ids on the page and what stands there. */
  links: readonly { target: string; label: string }[];
}

/** The first stops of the Tab key: jumps over the navigation. */
export function SkipLinks({ links }: SkipLinksProps) {
  return (
    <div className="fixed start-3 top-3 z-50 flex gap-2">
      {links.map((link) => (
        <a
          key={link.target}
          href={`#${link.target}`}
          className="sr-only rounded-md bg-ink px-3 py-2 font-medium text-canvas focus:not-sr-only focus:px-3 focus:py-2"
        >
          {link.label}
        </a>
      ))}
    </div>
  );
}
