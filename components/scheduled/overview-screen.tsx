"use client";

import { CalendarDays, List } from "lucide-react";
import { useState } from "react";
import { useAgents } from "#components/data/agents.ts";
import { useInboxes } from "#components/data/inboxes.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useIsMounted } from "#components/ui/use-is-mounted.ts";
import { OverviewCalendar } from "./overview-calendar.tsx";
import { OverviewList } from "./overview-list.tsx";
import { ScheduledDialogs, type ScheduledLayer } from "./scheduled-dialogs.tsx";
import { useOverviewPlace } from "./use-overview-place.ts";

export interface Narrowing {
  inboxId: number | null;
  authorId: number | null;
}

/** What an item of the overview asks for: a dialog, and the name of whom it is about. */
export type OpenLayer = (layer: ScheduledLayer, contactName: string) => void;

/** Everything that waits for its time, in all conversations one sees: as a list by state, or by day. */
export function OverviewScreen() {
  const t = useTexts("scheduled");
  const { place, change } = useOverviewPlace();
  // Server and browser do not write a span of days alike.
  const isMounted = useIsMounted();
  const narrowing: Narrowing = { inboxId: place.inboxId, authorId: place.authorId };
  const [open, setOpen] = useState<{ layer: ScheduledLayer; contactName: string } | null>(null);
  const act: OpenLayer = (layer, contactName) => setOpen({ layer, contactName });
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
      <PageHeader
        title={t("title")}
        description={t("subtitle")}
        actions={
          <SegmentedControl
            label={t("overview.views")}
            labelHidden
            value={place.view}
            onChange={(view) => change({ view })}
            options={[
              { value: "list", label: t("overview.list"), icon: <List aria-hidden /> },
              { value: "calendar", label: t("overview.calendar"), icon: <CalendarDays aria-hidden /> },
            ]}
          />
        }
      />
      <Filters narrowing={narrowing} onChange={change} />
      {place.view === "list" ? (
        <OverviewList
          status={place.status}
          onStatus={(status) => change({ status })}
          narrowing={narrowing}
          onAct={act}
        />
      ) : isMounted ? (
        <OverviewCalendar narrowing={narrowing} onAct={act} />
      ) : (
        <Skeleton className="h-96" />
      )}
      <ScheduledDialogs
        layer={open?.layer ?? null}
        contactName={open?.contactName ?? ""}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}

function Filters({ narrowing, onChange }: { narrowing: Narrowing; onChange: (narrowing: Narrowing) => void }) {
  const t = useTexts("scheduled.overview");
  const { data: inboxes = [] } = useInboxes();
  const { data: agents = [] } = useAgents();
  const idOf = (value: string) => (value === "" ? null : Number(value));
  return (
    <fieldset className="mb-4 flex flex-wrap gap-2">
      <legend className="sr-only">{t("filters")}</legend>
      <Select
        aria-label={t("inbox")}
        className="w-full sm:w-56"
        value={narrowing.inboxId === null ? "" : String(narrowing.inboxId)}
        onChange={(event) => onChange({ ...narrowing, inboxId: idOf(event.target.value) })}
        options={[
          { value: "", label: t("anyInbox") },
          ...inboxes.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <Select
        aria-label={t("author")}
        className="w-full sm:w-56"
        value={narrowing.authorId === null ? "" : String(narrowing.authorId)}
        onChange={(event) => onChange({ ...narrowing, authorId: idOf(event.target.value) })}
        options={[
          { value: "", label: t("anyAuthor") },
          ...agents.map((agent) => ({ value: String(agent.id), label: agent.available_name })),
        ]}
      />
    </fieldset>
  );
}
