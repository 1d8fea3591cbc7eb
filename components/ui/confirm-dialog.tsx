"use client";

import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the object and the number affected: "Sign out of 3 devices?" */
  title: string;
  /** What is lost. */
  description: ReactNode;
  /** The verb on the button: never "OK". */
  confirm: string;
  /** Closes the dialog when it ends; what it throws is shown as `explain` words it. */
  onConfirm: () => Promise<void>;
  explain: (error: unknown) => string;
}

/** Asks before something that cannot be undone. The focus starts on Cancel. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirm,
  onConfirm,
  explain,
}: ConfirmDialogProps) {
  const t = useTexts("ui");
  const cancel = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });

  const run = async () => {
    setState({ busy: true, error: null });
    try {
      await onConfirm();
      setState({ busy: false, error: null });
      onOpenChange(false);
    } catch (error) {
      setState({ busy: false, error: explain(error) });
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      size="small"
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        cancel.current?.focus();
      }}
      footer={
        <>
          <Button ref={cancel} onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button variant="danger" busy={state.busy} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      {state.error ? <Banner tone="danger">{state.error}</Banner> : null}
    </Dialog>
  );
}
