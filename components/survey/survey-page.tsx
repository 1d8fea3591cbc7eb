import type { Locale } from "#components/i18n/locales.ts";
import { texts } from "#components/i18n/texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { SurveyForm, type SurveyFormProps } from "./survey-form.tsx";
import { SurveyGround } from "./survey-ground.tsx";

interface SurveyPageProps extends SurveyFormProps {
  locale: Locale;
}

/** What a customer sees who opens the link of a survey. */
export function SurveyPage({ locale, ...form }: SurveyPageProps) {
  const t = texts(locale);
  const { survey } = form;
  return (
    <SurveyGround locale={locale}>
      <div className="mb-6 flex items-center gap-3">
        <Avatar id={survey.conversation_id} name={survey.inbox_name} src={survey.inbox_avatar_url || null} size={40} />
        <p dir="auto" className="min-w-0 font-medium">
          {survey.inbox_name}
        </p>
      </div>
      <h1 dir="auto" className="mb-6 font-semibold text-2xl">
        {survey.content || t("survey.title")}
      </h1>
      <SurveyForm {...form} />
    </SurveyGround>
  );
}
