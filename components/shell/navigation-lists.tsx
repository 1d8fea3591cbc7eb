"use client";

import { Hash } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useInboxes } from "../data/inboxes.ts";
import { useLabels } from "../data/labels.ts";
import { useAccountId } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";

/** Conversations by inbox, where there are several, and by the labels that are to be shown there. */
export function NavigationLists() {
  const t = useTexts("shell.navigation");
  const { data: inboxes = [] } = useInboxes();
  const { data: labels = [] } = useLabels();
  const shown = labels.filter((label) => label.show_on_sidebar);
  return (
    <>
      {inboxes.length > 1 ? (
        <Section title={t("inboxes")}>
          {inboxes.map(({ id, name, channel }) => (
            <Line key={id} path={`/inbox/${id}`} name={name}>
              {/* biome-ignore lint/performance/noImgElement: a small static drawing */}
              <img src={`/channels/${channel}.svg`} alt="" className="size-4 shrink-0" />
            </Line>
          ))}
        </Section>
      ) : null}
      {shown.length > 0 ? (
        <Section title={t("labels")}>
          {shown.map(({ id, title, color }) => (
            <Line key={id} path={`/label/${encodeURIComponent(title)}`} name={title}>
              <Hash aria-hidden className="size-4 shrink-0" style={{ color }} />
            </Line>
          ))}
        </Section>
      ) : null}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="mt-3">
      <p aria-hidden className="px-2.5 pb-1 text-xs font-semibold text-faint">
        {title}
      </p>
      <ul aria-label={title} className="grid grid-cols-1 gap-0.5">
        {children}
      </ul>
    </li>
  );
}

function Line({ path, name, children }: { path: string; name: string; children: ReactNode }) {
  const href = `/app/accounts/${useAccountId()}${path}`;
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <li>
      <Link
        href={href}
        title={name}
        prefetch={false}
        aria-current={isHere ? "true" : undefined}
        className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted hover:bg-hover hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink touch:h-11"
      >
        {children}
        <bdi className="truncate">{name}</bdi>
      </Link>
    </li>
  );
}
