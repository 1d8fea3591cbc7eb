"use client";

import { useSetAutoOffline, useSetAvailability } from "../data/profile.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Card } from "../ui/card.tsx";
import { SegmentedControl } from "../ui/segmented-control.tsx";
import { Switch } from "../ui/switch.tsx";
import { toast } from "../ui/toast.tsx";

/** Whether conversations may come to this person in this account. */
export function AvailabilityCard() {
  const t = useTexts("profile.availability");
  const status = useTexts("ui.status");
  const errors = useTexts("errorSentences");
  const { membership } = useViewer();
  const setAvailability = useSetAvailability(membership.id);
  const setAutoOffline = useSetAutoOffline(membership.id);
  const onError = (error: unknown) => void toast(requestSentence(errors, error), { tone: "danger" });
  const autoOffline = setAutoOffline.isPending ? setAutoOffline.variables : membership.auto_offline;
  return (
    <Card id="availability" title={t("title")} description={t("description", { account: membership.name })}>
      <div className="grid gap-5">
        <SegmentedControl
          label={t("label")}
          value={membership.availability}
          onChange={(availability) => setAvailability.mutate(availability, { onError })}
          options={(["online", "busy", "offline"] as const).map((value) => ({ value, label: status(value) }))}
        />
        <Switch
          label={t("autoOffline")}
          hint={t("autoOfflineHint")}
          checked={autoOffline}
          onChange={(event) => setAutoOffline.mutate(event.target.checked, { onError })}
        />
      </div>
    </Card>
  );
}
