"use client";

import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { toast } from "./toast.tsx";

interface OnDemandProps<Props extends object> {
  /** Fetches the component; the same function each time. */
  load: () => Promise<ComponentType<Props>>;
  with: Props;
  /** It could not be fetched; people have been told. */
  onFail: () => void;
  /** Shown until it is there. */
  waiting?: ReactNode;
}

const loaded = new WeakMap<() => unknown, ComponentType<never>>();

/**
 * A part of a screen that is fetched when it is first wanted. Without a connection it says so and gives up, and the rest of the
 * screen goes on; the next time it is tried again.
 */
export function OnDemand<Props extends object>({ load, with: props, onFail, waiting = null }: OnDemandProps<Props>) {
  const t = useTexts("ui");
  const [Part, setPart] = useState(() => loaded.get(load) as ComponentType<Props> | undefined);
  const fail = useRef(() => undefined as unknown);
  fail.current = () => {
    onFail();
    return toast(t("partMissing"), { tone: "danger" });
  };
  useEffect(() => {
    let isWanted = true;
    load().then(
      (part) => {
        loaded.set(load, part as ComponentType<never>);
        if (isWanted) setPart(() => part);
      },
      () => isWanted && fail.current(),
    );
    return () => {
      isWanted = false;
    };
  }, [load]);
  return Part ? <Part {...props} /> : waiting;
}
