"use client";

import { Star } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Survey } from "#server/domain/reports/contract/ratings.ts";

const FACES = ["😞", "😑", "😐", "😀", "😍"];
const RATINGS = [1, 2, 3, 4, 5] as const;

export interface SurveyFormProps {
  uuid: string;
  survey: Survey;
  /** The form is shown although it was answered. */
  isChanging: boolean;
  /** What went wrong before the page was loaded. */
  problem: "failed" | "tooOld" | null;
  /** Takes the form from browsers without scripts. */
  submit: (form: FormData) => Promise<void>;
}

/** One to five faces or stars, and a few words; after sending a word of thanks, from which the answer can be changed. */
export function SurveyForm({ uuid, survey, isChanging, problem: before, submit }: SurveyFormProps) {
  const t = useTexts("survey");
  const hasScripts = useHasScripts();
  const given = survey.csat_survey_response;
  const [rating, setRating] = useState<number | null>(given?.rating ?? null);
  const [feedback, setFeedback] = useState(given?.feedback_message ?? "");
  const [state, setState] = useState<"open" | "sending" | "sent">(given && !isChanging && !before ? "sent" : "open");
  const [error, setError] = useState<string | null>(before && t(before));

  const [isFresh, setIsFresh] = useState(false);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (rating === null) return setError(t("choose"));
    setState("sending");
    setError(null);
    const problem = await answer(uuid, { rating, feedback_message: feedback.trim() || null });
    setIsFresh(!problem);
    setState(problem ? "open" : "sent");
    if (problem) setError(t(problem));
  };

  if (state === "sent") {
    return (
      <div role="status" className="grid justify-items-center gap-3 text-center">
        <p className="text-4xl" aria-hidden>
          {FACES[(rating ?? 3) - 1]}
        </p>
        <h2 ref={isFresh ? takeFocus : null} tabIndex={-1} className="text-xl font-semibold outline-none">
          {t("thanks")}
        </h2>
        <p className="text-muted">{t("thanksText")}</p>
        {hasScripts ? (
          <Button onClick={() => setState("open")}>{t("change")}</Button>
        ) : (
          <a href="?change=1" className="font-medium text-accent-ink underline underline-offset-4">
            {t("change")}
          </a>
        )}
      </div>
    );
  }
  return (
    <form action={submit} onSubmit={send} noValidate={hasScripts} className="grid gap-5">
      <fieldset>
        <legend className="mb-2 font-medium">{t("rating")}</legend>
        <div className="flex justify-between gap-1">
          {RATINGS.map((value) => (
            <Choice
              key={value}
              value={value}
              isStars={survey.display_type === "star"}
              rating={rating}
              label={t(`rate${value}`)}
              onChoose={setRating}
            />
          ))}
        </div>
      </fieldset>
      <Field label={t("feedback")} hint={t("feedbackHint", { inbox: survey.inbox_name })}>
        {(control) => (
          <Textarea
            {...control}
            name="feedback_message"
            value={feedback}
            maxLength={20_000}
            onChange={(event) => setFeedback(event.currentTarget.value)}
          />
        )}
      </Field>
      {error ? (
        <p role="alert" className="text-danger-ink">
          {error}
        </p>
      ) : null}
      <Button type="submit" variant="primary" disabled={state === "sending"}>
        {state === "sending" ? t("sending") : t("send")}
      </Button>
    </form>
  );
}

interface ChoiceProps {
  value: number;
  rating: number | null;
  isStars: boolean;
  label: string;
  onChoose: (value: number) => void;
}

function Choice({ value, rating, isStars, label, onChoose }: ChoiceProps) {
  const isChosen = rating === value;
  const isLit = isStars ? rating !== null && value <= rating : isChosen;
  return (
    <label
      title={label}
      className={classNames(
        "flex size-14 cursor-pointer has-checked:border-accent has-checked:bg-sunken items-center justify-center rounded-lg border text-3xl has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
        isChosen ? "border-accent bg-sunken" : "border-transparent hover:bg-sunken",
        rating !== null && !isLit && "opacity-60",
      )}
    >
      <input
        type="radio"
        name="rating"
        value={value}
        required
        checked={isChosen}
        onChange={() => onChoose(value)}
        className="sr-only"
      />
      <span aria-hidden>{isStars ? <Star className={isLit ? "fill-current" : ""} /> : FACES[value - 1]}</span>
      <span className="sr-only">{label}</span>
    </label>
  );
}

/** The button that was pressed is gone; without this the keyboard would begin at the top, and nothing be read out. */
const takeFocus = (heading: HTMLElement | null) => heading?.focus();

/** False on the server and until the page is alive. */
function useHasScripts(): boolean {
  const [hasScripts, setHasScripts] = useState(false);
  useEffect(() => setHasScripts(true), []);
  return hasScripts;
}

/** @returns what went wrong, as a text's name; null when the answer was taken */
async function answer(
  uuid: string,
  response: { rating: number; feedback_message: string | null },
): Promise<"failed" | "tooOld" | null> {
  try {
    const { ok, status } = await fetch(`/public/api/v1/csat_survey/${uuid}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ message: { submitted_values: { csat_survey_response: response } } }),
    });
    if (ok) return null;
    return status === 422 ? "tooOld" : "failed";
  } catch (error) {
    // The network was away: the form stays as it is.
    if (error instanceof TypeError) return "failed";
    throw error;
  }
}
