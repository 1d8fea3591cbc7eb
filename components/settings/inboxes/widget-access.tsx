"use client";

import { Copy } from "lucide-react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { useCopy } from "../../ui/use-copy.ts";
import { CopyField } from "./copy-field.tsx";

/** How the widget gets onto a website. Nothing for other channels. */
export function WidgetAccess({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes");
  const copy = useCopy();
  const { web_widget_script: script, website_token: token, hmac_token: hmacToken } = inbox;
  if (!script || !token) return null;
  return (
    <Card
      title={t("widget.title")}
      description={t("widget.body")}
      actions={
        <Button size="small" onClick={() => void copy(script, t("copied"))}>
          <Copy aria-hidden className="size-4" />
          {t("widget.copy")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <section
          aria-label={t("widget.code")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by keyboard too
          tabIndex={0}
          className="overflow-x-auto rounded-md border border-line p-3"
        >
          <pre className="text-sm" dir="ltr">
            {script}
          </pre>
        </section>
        <p className="text-muted text-sm">{t("widget.policy")}</p>
        <CopyField label={t("widget.token")} value={token} />
        {hmacToken ? <CopyField label={t("widget.hmacToken")} value={hmacToken} secret /> : null}
      </div>
    </Card>
  );
}
