import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { usePlace } from "../thread-context.ts";

/** Pills under a bubble. Ours has an outline; a click adds or takes back where the channel can. */
export function Reactions({ message }: { message: Message }) {
  const t = useTexts("thread.reactions");
  const place = usePlace();
  if (message.reactions.length === 0) return null;
  const canReact = place.capabilities?.reactions === true && place.canReply && message.source_id !== null;
  return (
    <ul aria-label={t("label")} className="-mt-1.5 flex flex-wrap gap-1 px-2">
      {message.reactions.map((reaction) => {
        const names = reaction.names.filter(Boolean).join(", ");
        const label = t("pill", { emoji: reaction.emoji, count: String(reaction.count), names });
        const look = classNames(
          "numeric inline-flex h-6 items-center gap-1 rounded-full border px-1.5 text-sm shadow-card",
          reaction.mine ? "border-accent bg-accent-soft text-accent-ink" : "border-line bg-raised text-muted",
        );
        const inside = (
          <>
            <span aria-hidden>{reaction.emoji}</span>
            {reaction.count > 1 ? <span aria-hidden>{reaction.count}</span> : null}
            <span className="sr-only">{label}</span>
          </>
        );
        return (
          <li key={reaction.emoji}>
            {canReact ? (
              <button
                type="button"
                title={names}
                aria-pressed={reaction.mine}
                onClick={() => place.react(message, reaction.mine ? "" : reaction.emoji)}
                className={classNames(
                  look,
                  "relative hover:border-accent touch:h-8 touch:min-w-11 touch:justify-center touch:after:absolute touch:after:-inset-1.5",
                )}
              >
                {inside}
              </button>
            ) : (
              <span title={names} className={look}>
                {inside}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
