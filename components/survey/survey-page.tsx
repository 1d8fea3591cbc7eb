import type { Locale } from "#components/i18n/locales.ts";
import { texts } from "#components/i18n/texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import type { Survey } from "#server/domain/reports/contract/ratings.ts";
import { SurveyForm } from "./survey-form.tsx";

interface SurveyPageProps {
  uuid: string;
  /** Null when the link leads nowhere. */
  survey: Survey | null;
  locale: Locale;
}

/** What a customer sees who opens the link of a survey. */
export function SurveyPage({ uuid, survey, locale }: SurveyPageProps) {
  const t = texts(locale);
  return (
    <main lang={locale} className="sign-in-ground flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-md rounded-xl border border-line bg-surface p-6 shadow-float sm:p-8">
        {survey ? (
          <>
            <div className="mb-6 flex items-center gap-3">
              <Avatar
                id={survey.conversation_id}
                name={survey.inbox_name}
                src={survey.inbox_avatar_url || null}
                size={40}
              />
              <p className="font-medium">{survey.inbox_name}</p>
            </div>
            <h1 className="mb-6 text-2xl font-semibold">{survey.content || t("survey.title")}</h1>
            <SurveyForm uuid={uuid} survey={survey} />
          </>
        ) : (
          <>
            <h1 className="text-2xl font-semibold">{t("survey.goneTitle")}</h1>
            <p className="mt-2 text-muted">{t("survey.goneText")}</p>
          </>
        )}
      </div>
    </main>
  );
}
