import { Search } from "lucide-react";
import { Button } from "../ui/button.tsx";
import type { PageLayout } from "./page-links.ts";

interface SearchFormProps {
  /** Where the results are shown. */
  action: string;
  layout: PageLayout;
  query?: string;
  texts: { label: string; button: string };
}

/** Works without scripts: the results are a page. */
export function SearchForm({ action, layout, query = "", texts }: SearchFormProps) {
  return (
    <search>
      <form action={action} className="flex gap-2">
        <label className="relative block min-w-0 flex-1">
          <span className="sr-only">{texts.label}</span>
          <Search
            aria-hidden
            className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
          />
          <input
            type="search"
            name="query"
            defaultValue={query}
            maxLength={500}
            required
            autoComplete="off"
            placeholder={texts.label}
            className="block h-11 w-full rounded-md border border-control bg-surface ps-9 pe-3 text-lg text-ink placeholder:text-faint"
          />
        </label>
        {layout.isPlain ? <input type="hidden" name="show_plain_layout" value="true" /> : null}
        {layout.theme ? <input type="hidden" name="theme" value={layout.theme} /> : null}
        <Button type="submit" size="large">
          {texts.button}
        </Button>
      </form>
    </search>
  );
}
