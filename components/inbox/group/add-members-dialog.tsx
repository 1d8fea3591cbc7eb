"use client";

import { Link2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { addGroupMembers, useGroupInvite } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { PersonResult } from "#server/domain/groups/contract.ts";
import { useGroupSentences } from "./group-sentence.ts";
import { type ChosenPerson, PersonPicker, toNewMembers } from "./person-picker.tsx";
import { needsInvite, PersonResults } from "./person-results.tsx";

interface AddMembersDialogProps {
  groupId: number;
  /** The invite link can be had. */
  canInvite: boolean;
  onClose: () => void;
}

/** Adds people to a group: whom, then what became of each. */
export function AddMembersDialog({ groupId, canInvite, onClose }: AddMembersDialogProps) {
  const t = useTexts("groups.add");
  const ui = useTexts("ui");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const [chosen, setChosen] = useState<ChosenPerson[]>([]);
  const [results, setResults] = useState<PersonResult[] | null>(null);
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({ isBusy: false, error: null });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (state.isBusy) return;
    if (chosen.length === 0) return setState({ isBusy: false, error: t("none") });
    setState({ isBusy: true, error: null });
    try {
      setResults(await addGroupMembers(cache, groupId, toNewMembers(chosen)));
    } catch (error) {
      setState({ isBusy: false, error: sentences.ofError(error) });
    }
  };
  if (results) return <Outcome groupId={groupId} results={results} canInvite={canInvite} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button variant="primary" type="submit" form="add-members" busy={state.isBusy}>
            {t("confirm", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <form id="add-members" onSubmit={(event) => void submit(event)} className="grid gap-3">
        <PersonPicker chosen={chosen} onChange={setChosen} groupId={groupId} />
        {state.error ? <Banner tone="danger">{state.error}</Banner> : null}
      </form>
    </Dialog>
  );
}

function Outcome({
  groupId,
  results,
  canInvite,
  onClose,
}: AddMembersDialogProps & { results: readonly PersonResult[] }) {
  const t = useTexts("groups.add");
  const invites = useTexts("groups.invite");
  const ok = results.filter((result) => result.ok).length;
  const isLinkOffered = canInvite && needsInvite(results);
  const { data: link } = useGroupInvite(groupId, isLinkOffered);
  const copy = useCopy();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={
        ok === results.length ? t("allDone", { count: ok }) : t("resultTitle", { ok, count: String(results.length) })
      }
      footer={
        <>
          {isLinkOffered && link ? (
            <Button icon={<Link2 aria-hidden />} onClick={() => void copy(link, invites("copied"))}>
              {t("copyLink")}
            </Button>
          ) : null}
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        </>
      }
    >
      <PersonResults results={results} />
    </Dialog>
  );
}
