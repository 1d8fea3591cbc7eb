"use client";

import { Check } from "lucide-react";
import { useTexts } from "../../i18n/use-texts.ts";
import { classNames } from "../../ui/class-names.ts";
import { type WizardStep, wizardSteps } from "./use-wizard-place.ts";

/** Where one is in the wizard. */
export function WizardProgress({ step }: { step: WizardStep }) {
  const t = useTexts("inboxes.wizard");
  const current = wizardSteps.indexOf(step);
  return (
    <>
      <p className="mb-4 text-sm text-muted sm:hidden">
        {t("position", { current: current + 1, total: wizardSteps.length })}: {t(`step.${step}`)}
      </p>
      <ol aria-label={t("steps")} className="mb-5 hidden gap-6 sm:flex">
        {wizardSteps.map((name, index) => (
          <li
            key={name}
            aria-current={name === step ? "step" : undefined}
            className={classNames("flex items-center gap-2", index > current ? "text-faint" : "font-medium text-ink")}
          >
            <span
              aria-hidden
              className={classNames(
                "numeric grid size-6 place-items-center rounded-full text-xs [&_svg]:size-3.5",
                index < current
                  ? "bg-accent-soft text-accent-ink"
                  : index === current
                    ? "bg-accent text-on-accent"
                    : "bg-hover text-muted",
              )}
            >
              {index < current ? <Check /> : index + 1}
            </span>
            {t(`step.${name}`)}
          </li>
        ))}
      </ol>
    </>
  );
}
