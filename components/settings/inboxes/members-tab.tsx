"use client";

import { type FormEvent, useState } from "react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useInboxMembers, useSetInboxMembers } from "../../data/manage-inboxes.ts";
import { useIsOffline } from "../../data/use-is-offline.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Card } from "../../ui/card.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { LoadFailed } from "./load-failed.tsx";
import { PeoplePicker } from "./people-picker.tsx";

/** Who answers in the inbox. */
export function MembersTab({ inbox }: { inbox: Inbox }) {
  const t = useTexts("inboxes.people");
  const { data: members, error, refetch, isFetching } = useInboxMembers(inbox.id);
  return (
    <Card title={t("title")} description={t("description")}>
      {members ? (
        <Form inboxId={inbox.id} stored={members.map(({ id }) => id)} />
      ) : error ? (
        <LoadFailed query={{ error, refetch, isFetching }} />
      ) : (
        <Skeleton className="h-32" />
      )}
    </Card>
  );
}

function Form({ inboxId, stored }: { inboxId: number; stored: readonly number[] }) {
  const t = useTexts("inboxes");
  const errors = useTexts("errorSentences");
  const setMembers = useSetInboxMembers();
  const offline = useIsOffline();
  const [edited, setEdited] = useState<ReadonlySet<number> | null>(null);
  const chosen = edited ?? new Set(stored);
  const dirty = chosen.size !== stored.length || stored.some((id) => !chosen.has(id));

  const save = (event: FormEvent) => {
    event.preventDefault();
    setMembers.mutate(
      { inboxId, userIds: [...chosen] },
      {
        onSuccess: () => {
          setEdited(null);
          void toast(t("people.saved"));
        },
      },
    );
  };

  return (
    <form onSubmit={save}>
      <PeoplePicker chosen={chosen} onChange={setEdited} />
      {setMembers.error ? (
        <Banner tone="danger" className="mt-4">
          {requestSentence(errors, setMembers.error)}
        </Banner>
      ) : null}
      <SaveBar
        dirty={dirty}
        busy={setMembers.isPending}
        onDiscard={() => setEdited(null)}
        blocked={offline ? t("offline") : null}
      />
    </form>
  );
}
