import type { Metadata } from "next";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { matchLocale } from "#components/i18n/locales.ts";
import { texts } from "#components/i18n/texts.ts";
import { SurveyPage } from "#components/survey/survey-page.tsx";
import * as contract from "#server/domain/reports/contract/ratings.ts";
import { getSurvey } from "#server/domain/reports/ratings/survey.ts";
import { requestLocale } from "../../../request-locale.ts";
import { action } from "../../../server-context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("survey.title") };
}

/** In the language of the inbox: the customer never chose one here. */
export default async function Page({ params }: { params: Promise<{ conversation_uuid: string }> }) {
  const { conversation_uuid: uuid } = await params;
  const found = await action(contract.getSurvey, getSurvey)({ uuid });
  const survey = found.ok ? found.data : null;
  const locale = matchLocale(survey?.locale) ?? (await requestLocale());
  return (
    <AreaTexts locale={locale} areas={["survey"]}>
      <SurveyPage uuid={uuid} survey={survey} locale={locale} />
    </AreaTexts>
  );
}
