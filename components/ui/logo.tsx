/** The mark: two speech bubbles that meet. Takes the size of its classes and the colours of the theme. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className} fill="none">
      <path
        className="fill-accent"
        d="M3 13.5C3 7.7 7.7 3 13.5 3S24 7.7 24 13.5 19.3 24 13.5 24H5.6A2.6 2.6 0 0 1 3 21.4z"
      />
      <path
        className="fill-accent-ink stroke-canvas"
        strokeWidth="2"
        d="M30 21.5c0-4.4-3.6-8-8-8s-8 3.6-8 8 3.6 8 8 8h5.8a2.2 2.2 0 0 0 2.2-2.2z"
      />
    </svg>
  );
}
