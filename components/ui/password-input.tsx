"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Input } from "./input.tsx";

/** A password, which its writer may look at. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const t = useTexts("ui");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input {...props} type={shown ? "text" : "password"} autoCapitalize="off" spellCheck={false} className="pe-11" />
      <button
        type="button"
        aria-label={t(shown ? "hidePassword" : "showPassword")}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 end-0 grid w-10 place-items-center rounded-md text-muted ring-within hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}
