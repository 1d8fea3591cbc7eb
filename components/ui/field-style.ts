/** Classes that inputs, text areas and selects have in common. */
export const fieldStyle =
  "block w-full rounded-md border border-control bg-surface px-3 text-base text-ink placeholder:text-faint " +
  "transition-colors duration-100 hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted " +
  "aria-invalid:border-danger";
