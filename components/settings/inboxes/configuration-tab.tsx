"use client";

import { type FormEvent, useState } from "react";
import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useInboxHealth } from "../../data/inbox-connection.ts";
import { useAvailableChannels, useUpdateInbox } from "../../data/manage-inboxes.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Card } from "../../ui/card.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { changedValues, type FieldValues, storedValues } from "./channel-draft.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { fieldProblems, hasProblems } from "./field-problems.ts";
import { LoadFailed } from "./load-failed.tsx";
import { useChannelName } from "./use-channel-name.ts";
import { ApiAccess, WebhookAccess } from "./webhook-access.tsx";
import { WidgetAccess } from "./widget-access.tsx";

/** How the inbox reaches its channel, and the channel us. */
export function ConfigurationTab({ inbox }: { inbox: Inbox }) {
  const { data: channels, error, refetch, isFetching } = useAvailableChannels();
  const { data: health } = useInboxHealth(inbox.id);
  const channel = channels?.find(({ key }) => key === inbox.channel);
  if (error && !channels) return <LoadFailed query={{ error, refetch, isFetching }} />;
  if (!channel) {
    return (
      <Card>
        <Skeleton className="h-32" />
      </Card>
    );
  }
  return (
    <div className="grid gap-5">
      <SettingsCard inbox={inbox} channel={channel} />
      {health ? <WebhookAccess health={health} automatic={channel.can_subscribe} /> : null}
      <ApiAccess inbox={inbox} />
      <WidgetAccess inbox={inbox} />
    </div>
  );
}

function SettingsCard({ inbox, channel }: { inbox: Inbox; channel: AvailableChannel }) {
  const t = useTexts("inboxes");
  const errors = useTexts("errorSentences");
  const nameOf = useChannelName();
  const update = useUpdateInbox(inbox.id);
  const offline = useIsOffline();
  const stored = storedValues(channel.fields, inbox.settings);
  const [edits, setEdits] = useState<FieldValues>({});
  const changes = changedValues(channel.fields, { ...stored, ...edits }, stored);
  const problems = fieldProblems(
    update.error,
    channel.fields.map(({ key }) => key),
  );
  const secrets = channel.fields.filter(({ kind, key }) => kind === "secret" && inbox.settings?.[key] !== undefined);
  const discard = () => {
    setEdits({});
    update.reset();
  };

  const save = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      { channel: { settings: changes } },
      {
        onSuccess: () => {
          setEdits({});
          void toast(t("configuration.saved"));
        },
      },
    );
  };

  return (
    <Card
      title={t("configuration.title", { channel: nameOf(channel) })}
      description={secrets.length > 0 ? t("configuration.description") : undefined}
    >
      <form onSubmit={save} noValidate>
        <div className="grid max-w-lg gap-4">
          <ChannelFields
            fields={channel.fields}
            values={{ ...stored, ...edits }}
            problems={problems}
            storedSecrets={secrets.map(({ key }) => key)}
            onChange={(key, value) => setEdits({ ...edits, [key]: value })}
          />
          {update.error && !hasProblems(problems) ? (
            <Banner tone="danger">{requestSentence(errors, update.error)}</Banner>
          ) : null}
        </div>
        <SaveBar
          dirty={Object.keys(changes).length > 0}
          busy={update.isPending}
          onDiscard={discard}
          blocked={offline ? t("offline") : null}
        />
      </form>
    </Card>
  );
}
