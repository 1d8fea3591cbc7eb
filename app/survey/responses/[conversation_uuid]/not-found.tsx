import type { Metadata } from "next";
import { texts } from "#components/i18n/texts.ts";
import { SurveyGround } from "#components/survey/survey-ground.tsx";
import { requestLocale } from "../../../request-locale.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("survey.goneTitle") };
}

/** A link that was cut off, or that is older than its conversation. */
export default async function NotFoundPage() {
  const locale = await requestLocale();
  const t = texts(locale);
  return (
    <SurveyGround locale={locale}>
      <h1 className="font-semibold text-2xl">{t("survey.goneTitle")}</h1>
      <p className="mt-2 text-muted">{t("survey.goneText")}</p>
    </SurveyGround>
  );
}
