"use client";

import { CircleCheck, CircleX } from "lucide-react";
import type { Checks } from "../../data/inbox-connection.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** What *Test connection* found, line by line. */
export function CheckList({ checks }: { checks: Checks }) {
  const t = useTexts("inboxes.checks");
  return (
    <div role="status" className="rounded-md border border-line bg-sunken px-4 py-3">
      <p className="font-medium">{checks.every((check) => check.ok) ? t("allOk") : t("title")}</p>
      <ul aria-label={t("title")} className="mt-2 grid gap-2">
        {checks.map((check) => {
          const Icon = check.ok ? CircleCheck : CircleX;
          return (
            <li key={check.name} className="flex items-start gap-2.5">
              <Icon
                aria-hidden
                className={`mt-0.5 size-4 shrink-0 ${check.ok ? "text-success-ink" : "text-danger-ink"}`}
              />
              <span className="min-w-0 flex-1">
                {t(check.name)}:{" "}
                <span className={check.ok ? "text-success-ink" : "font-medium text-danger-ink"}>
                  {t(check.ok ? "ok" : "failed")}
                </span>
                {check.detail ? <span className="block text-sm break-words text-muted">{check.detail}</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
