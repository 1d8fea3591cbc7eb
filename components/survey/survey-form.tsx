"use client";

import { Star } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Survey } from "#server/domain/reports/contract/ratings.ts";

const FACES = ["😞", "😑", "😐", "😀", "😍"];
const RATINGS = [1, 2, 3, 4, 5] as const;

interface SurveyFormProps {
  uuid: string;
  survey: Survey;
}

/** One to five faces or stars, and a few words; after sending a word of thanks, from which the answer can be changed. */
export function SurveyForm({ uuid, survey }: SurveyFormProps) {
  const t = useTexts("survey");
  const given = survey.csat_survey_response;
  const [rating, setRating] = useState<number | null>(given?.rating ?? null);
  const [feedback, setFeedback] = useState(given?.feedback_message ?? "");
  const [state, setState] = useState<"open" | "sending" | "sent">(given ? "sent" : "open");
  const [error, setError] = useState<string | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (rating === null) return setError(t("choose"));
    setState("sending");
    setError(null);
    const problem = await answer(uuid, { rating, feedback_message: feedback.trim() || null });
    setState(problem ? "open" : "sent");
    if (problem) setError(t(problem));
  };

  if (state === "sent") {
    return (
      <div role="status" className="grid justify-items-center gap-3 text-center">
        <p className="text-4xl" aria-hidden>
          {FACES[(rating ?? 3) - 1]}
        </p>
        <h2 className="text-xl font-semibold">{t("thanks")}</h2>
        <p className="text-muted">{t("thanksText")}</p>
        <Button onClick={() => setState("open")}>{t("change")}</Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="grid gap-5">
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
        "flex size-14 cursor-pointer items-center justify-center rounded-lg border text-3xl has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
        isChosen ? "border-accent bg-sunken" : "border-transparent hover:bg-sunken",
        rating !== null && !isLit && "opacity-60",
      )}
    >
      <input
        type="radio"
        name="rating"
        value={value}
        checked={isChosen}
        onChange={() => onChoose(value)}
        className="sr-only"
      />
      <span aria-hidden>{isStars ? <Star className={isLit ? "fill-current" : ""} /> : FACES[value - 1]}</span>
      <span className="sr-only">{label}</span>
    </label>
  );
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
