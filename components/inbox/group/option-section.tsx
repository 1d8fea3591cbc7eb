"use client";

import { type ReactNode, useState } from "react";
import { type GroupFlag, resetGroupInvite, switchGroupFlag } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.tsx";
import { Section } from "../panels/section.tsx";
import type { GroupRights } from "./group-rights.ts";
import { useGroupSentences } from "./group-sentence.ts";

const confirmDialog = async () => (await import("#components/ui/confirm-dialog.tsx")).ConfirmDialog;

interface OptionSectionProps {
  groupId: number;
  /** Of the group's contact. */
  attributes: Record<string, unknown>;
  rights: GroupRights;
}

/** Flags of the group (contract, groups §9): switches for admins, where the channel has them; for others what is known. */
export function OptionSection({ groupId, attributes, rights }: OptionSectionProps) {
  const t = useTexts("groups.options");
  const cache = useAccountCache();
  const [isAsking, setIsAsking] = useState(false);
  const sentences = useGroupSentences();
  const { flagOf, set, change, isBusy } = useFlags(groupId, attributes);
  const isKnown = (flag: GroupFlag) => typeof flagOf(flag) === "boolean" || rights.canSwitch(flag);
  if (rights.isLeft || !flags.some(isKnown)) return null;
  const toggle = (flag: GroupFlag, label: string, more: { isInverted?: boolean; hint?: string } = {}): ReactNode => {
    const isOn = (flagOf(flag) === true) !== (more.isInverted === true);
    if (!isKnown(flag)) return null;
    if (!rights.canSwitch(flag))
      return <Fact key={flag} label={label} value={flag === "join_approval_mode" ? yes(isOn) : who(isOn)} />;
    return (
      <Switch
        key={flag}
        label={label}
        hint={more.hint}
        checked={isOn}
        disabled={isBusy(flag)}
        onChange={({ target: { checked } }) => {
          if (flag === "member_add_mode" && !checked) setIsAsking(true);
          else void set(flag, checked !== (more.isInverted === true));
        }}
      />
    );
  };
  const who = (everybody: boolean) => t(everybody ? "everybody" : "onlyAdmins");
  const yes = (on: boolean) => t(on ? "yes" : "no");
  const lock = async () => {
    await change("member_add_mode", false);
    if (rights.can("resetInvite")) await resetGroupInvite(cache, groupId);
  };
  const canSwitchAny = flags.some(rights.canSwitch);
  return (
    <Section title={t("title")}>
      <div className="grid gap-3">
        {canSwitchAny ? <p className="text-sm font-medium text-muted">{t("members")}</p> : null}
        {toggle("restrict", t("restrict"), { isInverted: true })}
        {toggle("announce", t("announce"), { isInverted: true })}
        {toggle("member_add_mode", t("memberAdd"))}
        {canSwitchAny && isKnown("join_approval_mode") ? (
          <p className="mt-1 text-sm font-medium text-muted">{t("admins")}</p>
        ) : null}
        {toggle("join_approval_mode", t("approve"), { hint: t("approveHint") })}
      </div>
      {canSwitchAny ? null : <p className="mt-3 text-sm text-muted">{t("readOnly")}</p>}
      {isAsking ? (
        <OnDemand
          load={confirmDialog}
          onFail={() => setIsAsking(false)}
          with={{
            open: true,
            onOpenChange: setIsAsking,
            title: t("lockTitle"),
            description: t("lockBody"),
            confirm: t("lockConfirm"),
            onConfirm: lock,
            explain: sentences.ofError,
          }}
        />
      ) : null}
    </Section>
  );
}

const flags: readonly GroupFlag[] = ["restrict", "announce", "member_add_mode", "join_approval_mode"];

/** The flags as they are or were asked to be: a switch moves at once, and moves back when the provider refuses. */
function useFlags(groupId: number, attributes: Record<string, unknown>) {
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const [asked, setAsked] = useState<Partial<Record<GroupFlag, boolean>>>({});
  const change = async (flag: GroupFlag, enabled: boolean): Promise<void> => {
    setAsked((held) => ({ ...held, [flag]: enabled }));
    try {
      await switchGroupFlag(cache, groupId, { flag, enabled });
    } finally {
      setAsked(({ [flag]: _, ...others }) => others);
    }
  };
  const set = async (flag: GroupFlag, enabled: boolean): Promise<void> => {
    try {
      await change(flag, enabled);
    } catch (error) {
      await toast(sentences.ofError(error), { tone: "danger" });
    }
  };
  return {
    flagOf: (flag: GroupFlag) => asked[flag] ?? attributes[flag],
    isBusy: (flag: GroupFlag) => asked[flag] !== undefined,
    change,
    set,
  };
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <p className="flex justify-between gap-3">
      <span className="text-muted">{label}</span>
      <span className="text-end">{value}</span>
    </p>
  );
}
