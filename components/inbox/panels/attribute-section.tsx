import { useTexts } from "#components/i18n/use-texts.ts";
import { Section } from "./section.tsx";

/** Attributes that are shown elsewhere, or are none of the agent's business. */
const HIDDEN = new Set([
  "description",
  "announce",
  "restrict",
  "join_approval_mode",
  "member_add_mode",
  "group_left",
  "group_last_synced_at",
  "invite_code",
  "pending_join_requests",
  "owner",
  "owner_pn",
  "avatar_url",
  "social_profiles",
]);

/** What else is known, as it was given. */
export function AttributeSection({ attributes }: { attributes: readonly Record<string, unknown>[] }) {
  const t = useTexts("panels");
  const entries = attributes
    .flatMap((hash) => Object.entries(hash))
    .filter(([name, value]) => !HIDDEN.has(name) && value !== null && value !== "" && typeof value !== "object")
    .map(
      ([name, value]) =>
        [name.replaceAll("_", " "), typeof value === "boolean" ? t(value ? "yes" : "no") : String(value)] as const,
    );
  return (
    <Section title={t("attributes")}>
      {entries.length === 0 ? <p className="text-sm text-muted">{t("noAttributes")}</p> : null}
      <dl className="grid grid-cols-1 gap-2">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-muted first-letter:uppercase">{name}</dt>
            <dd className="break-words whitespace-pre-line" dir="auto">
              <Value text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Value({ text }: { text: string }) {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return text;
  return (
    <a href={text} target="_blank" rel="noopener noreferrer" className="text-accent-ink hover:underline">
      {text}
    </a>
  );
}
