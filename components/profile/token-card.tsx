"use client";

import { Copy, Eye, EyeOff, RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useResetAccessToken } from "../data/profile.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";
import { useCopy } from "../ui/use-copy.ts";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** The API token: hidden until asked for, copied without being shown, replaced after a question. */
export function TokenCard() {
  const t = useTexts("profile.token");
  const ui = useTexts("ui");
  const errors = useTexts("errorSentences");
  const token = useViewer().profile.access_token;
  const reset = useResetAccessToken();
  const copy = useCopy();
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState(false);

  return (
    <Card id="token" title={t("title")} description={t("description")}>
      <Field label={t("label")}>
        {(control) => (
          <div className="flex flex-wrap items-center gap-2">
            <Input
              {...control}
              readOnly
              value={shown ? token : "•".repeat(24)}
              className="max-w-80 flex-1 font-mono"
              dir="ltr"
            />
            <IconButton
              label={t(shown ? "hide" : "show")}
              icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onClick={() => setShown(!shown)}
            />
            <Button icon={<Copy aria-hidden />} onClick={() => void copy(token, t("copied"))}>
              {ui("copy")}
            </Button>
            <Button variant="danger-quiet" icon={<RefreshCw aria-hidden />} onClick={() => setAsking(true)}>
              {t("reset")}
            </Button>
          </div>
        )}
      </Field>
      {asking ? (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={t("resetTitle")}
          description={t("resetDescription")}
          confirm={t("reset")}
          explain={(error) => requestSentence(errors, error)}
          onConfirm={async () => {
            await reset.mutateAsync(undefined);
            void toast(t("resetDone"));
          }}
        />
      ) : null}
    </Card>
  );
}
