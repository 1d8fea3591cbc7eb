"use client";

import { useEffect } from "react";
import type { FormResult } from "./form-result.ts";

/** Once the server has refused the form, the first field that it complains about gets the focus. */
export function useFocusOnError(failure: FormResult | null): void {
  useEffect(() => {
    if (failure) document.querySelector<HTMLElement>("form [aria-invalid=true]")?.focus();
  }, [failure]);
}
