"use client";

import { Copy, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/use-texts.ts";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Input } from "../../ui/input.tsx";
import { useCopy } from "../../ui/use-copy.ts";

interface CopyFieldProps {
  label: string;
  value: string;
  /** Hidden until somebody asks for it; copied without being shown. */
  secret?: boolean;
}

/** A value for somewhere else: read it, or copy it. */
export function CopyField({ label, value, secret }: CopyFieldProps) {
  const t = useTexts("inboxes");
  const [shown, setShown] = useState(!secret);
  const copy = useCopy();
  return (
    <Field label={label}>
      {(control) => (
        <div className="flex items-center gap-1">
          <Input
            {...control}
            readOnly
            value={shown ? value : "•".repeat(24)}
            onFocus={(event) => event.target.select()}
            className="min-w-0 flex-1 font-mono"
            dir="ltr"
          />
          {secret ? (
            <IconButton
              label={t(shown ? "hide" : "show", { name: label })}
              icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onClick={() => setShown(!shown)}
            />
          ) : null}
          <IconButton
            label={t("copyNamed", { name: label })}
            icon={<Copy aria-hidden />}
            onClick={() => void copy(value, t("copied"))}
          />
        </div>
      )}
    </Field>
  );
}
