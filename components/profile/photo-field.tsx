"use client";

import { ImageUp, Trash2 } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { useDeleteAvatar, useUpdateProfile } from "../data/profile.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";

/** Contract, conventions §10. */
const MAX_BYTES = 15 * 1024 * 1024;

/** The own photo: stored as soon as it is chosen. */
export function PhotoField() {
  const t = useTexts("profile.you");
  const errors = useTexts("errorSentences");
  const { profile } = useViewer();
  const picker = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const update = useUpdateProfile();
  const remove = useDeleteAvatar();
  const error = isTooLarge
    ? t("photoTooLarge")
    : (update.error ?? remove.error)
      ? requestSentence(errors, update.error ?? remove.error)
      : null;

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [avatar] = event.target.files ?? [];
    event.target.value = "";
    if (!avatar) return;
    setTooLarge(avatar.size > MAX_BYTES);
    if (avatar.size <= MAX_BYTES) update.mutate({ avatar });
  };

  return (
    <div className="flex flex-wrap items-center gap-5">
      <Avatar id={profile.id} name={profile.available_name} src={profile.avatar_url} size={72} />
      <div className="grid gap-2">
        <div className="flex flex-wrap gap-2">
          <input
            ref={picker}
            type="file"
            accept="image/jpeg,image/png,image/gif"
            hidden
            aria-label={t("photo")}
            onChange={choose}
          />
          <Button icon={<ImageUp aria-hidden />} busy={update.isPending} onClick={() => picker.current?.click()}>
            {t("changePhoto")}
          </Button>
          {profile.avatar_url ? (
            <Button
              variant="quiet"
              icon={<Trash2 aria-hidden />}
              busy={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {t("removePhoto")}
            </Button>
          ) : null}
        </div>
        {error ? (
          <p role="alert" className="text-sm text-danger-ink">
            {error}
          </p>
        ) : (
          <p className="text-sm text-muted">{t("photoHint")}</p>
        )}
      </div>
    </div>
  );
}
