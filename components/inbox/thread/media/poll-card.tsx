import { useTexts } from "#components/i18n/use-texts.ts";
import type { Poll } from "../bubble/message-attributes.ts";

/** A poll as the provider counts it. Votes are given on the phone. */
export function PollCard({ poll }: { poll: Poll }) {
  const t = useTexts("thread.poll");
  const most = Math.max(1, ...poll.options.map((option) => option.count));
  const votes = poll.options.reduce((sum, option) => sum + option.count, 0);
  return (
    <div className="w-72 max-w-full">
      <p className="font-semibold" dir="auto">
        {poll.title}
      </p>
      <p className="text-sm text-muted">{poll.maxChoices === 1 ? t("one") : t("several")}</p>
      <ul className="mt-2 grid grid-cols-1 gap-2">
        {poll.options.map((option) => (
          <li key={option.name}>
            <span className="flex justify-between gap-3">
              <span dir="auto" className="min-w-0">
                {option.name}
              </span>
              <span className="numeric shrink-0 text-muted">
                <span aria-hidden>{option.count}</span>
                <span className="sr-only">{t("votes", { count: option.count })}</span>
              </span>
            </span>
            <span aria-hidden className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(option.count / most) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">{t("votes", { count: votes })}</p>
    </div>
  );
}
