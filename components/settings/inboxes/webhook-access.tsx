"use client";

import type { InboxHealth } from "#server/domain/inboxes/contract/connection.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Card } from "../../ui/card.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { CopyField } from "./copy-field.tsx";

interface WebhookAccessProps {
  health: Pick<InboxHealth, "webhook_url" | "webhook_headers">;
  /** We set it at the provider ourselves. */
  automatic: boolean;
}

/** Where the provider must post, and what it must send along. Nothing for channels that take no webhooks. */
export function WebhookAccess({ health, automatic }: WebhookAccessProps) {
  const t = useTexts("inboxes.webhook");
  if (!health.webhook_url) return null;
  return (
    <Card title={t("title")} description={t(automatic ? "automatic" : "manual")}>
      <div className="grid gap-4">
        <CopyField label={t("url")} value={health.webhook_url} />
        {Object.entries(health.webhook_headers).map(([name, value]) => (
          <CopyField key={name} label={t("header", { name })} value={value} secret />
        ))}
      </div>
    </Card>
  );
}

/** What a program needs that speaks for the inbox itself. Nothing for channels that have a provider. */
export function ApiAccess({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes.api");
  if (!inbox.inbox_identifier) return null;
  return (
    <Card
      title={t("title")}
      description={t("body")}
      actions={
        <LinkButton href="/developers" target="_blank" size="small">
          {t("developers")}
        </LinkButton>
      }
    >
      <div className="grid gap-4">
        <CopyField label={t("identifier")} value={inbox.inbox_identifier} />
        {inbox.hmac_token ? <CopyField label={t("hmacToken")} value={inbox.hmac_token} secret /> : null}
      </div>
    </Card>
  );
}
