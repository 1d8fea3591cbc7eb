import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AreaTexts } from "#components/i18n/area-texts.tsx";
import { matchLocale } from "#components/i18n/locales.ts";
import { texts } from "#components/i18n/texts.ts";
import { SurveyPage } from "#components/survey/survey-page.tsx";
import * as contract from "#server/domain/reports/contract/ratings.ts";
import { getSurvey } from "#server/domain/reports/ratings/survey.ts";
import { requestLocale } from "../../../request-locale.ts";
import { action } from "../../../server-context.ts";
import { submitSurvey } from "./actions.ts";

interface PageProps {
  params: Promise<{ conversation_uuid: string }>;
  /** Only browsers without scripts come with them. */
  searchParams: Promise<{ change?: string; problem?: string }>;
}

/** Asked once for title and page. */
const load = cache(async (uuid: string) => {
  const found = await action(contract.getSurvey, getSurvey)({ uuid });
  if (!found.ok) notFound();
  return { survey: found.data, locale: matchLocale(found.data.locale) ?? (await requestLocale()) };
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await load((await params).conversation_uuid);
  return { title: texts(locale)("survey.title") };
}

/** In the language of the inbox: the customer never chose one here. */
export default async function Page({ params, searchParams }: PageProps) {
  const { conversation_uuid: uuid } = await params;
  const { change, problem } = await searchParams;
  const { survey, locale } = await load(uuid);
  return (
    <AreaTexts locale={locale} areas={["survey"]}>
      <SurveyPage
        uuid={uuid}
        survey={survey}
        locale={locale}
        isChanging={change !== undefined}
        problem={problem === "tooOld" || problem === "failed" ? problem : null}
        submit={submitSurvey.bind(null, uuid)}
      />
    </AreaTexts>
  );
}
