"use client";

import { ImageUp, X } from "lucide-react";
import { type ChangeEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { MAX_PICTURE_BYTES } from "./limits.ts";

/** The picture of a group that is being made. */
export function PictureField({
  picture,
  onChange,
}: {
  picture: File | null;
  onChange: (picture: File | null) => void;
}) {
  const t = useTexts("groups.create");
  const head = useTexts("groups.head");
  const picker = useRef<HTMLInputElement>(null);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const url = useObjectUrl(picture);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = "";
    if (!file) return;
    setIsTooLarge(file.size > MAX_PICTURE_BYTES);
    if (file.size <= MAX_PICTURE_BYTES) onChange(file);
  };
  return (
    <fieldset className="flex items-center gap-4">
      <legend className="mb-1.5 font-medium">{t("picture")}</legend>
      <Avatar size={40} name="" id="new-group" src={url} group />
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png"
        hidden
        aria-label={t("picture")}
        onChange={choose}
      />
      <div className="grid gap-1">
        <div className="flex flex-wrap gap-2">
          <Button size="small" icon={<ImageUp aria-hidden />} onClick={() => picker.current?.click()}>
            {t(picture ? "pictureOther" : "pictureChoose")}
          </Button>
          {picture ? (
            <Button size="small" variant="quiet" icon={<X aria-hidden />} onClick={() => onChange(null)}>
              {t("pictureRemove")}
            </Button>
          ) : null}
        </div>
        {isTooLarge ? (
          <p role="alert" className="text-sm text-danger-ink">
            {head("pictureTooLarge")}
          </p>
        ) : (
          <p className="text-sm text-muted">{t("pictureHint")}</p>
        )}
      </div>
    </fieldset>
  );
}

function useObjectUrl(file: File | null): string | null {
  const url = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url);
  }, [url]);
  return url;
}
