"use client";

import { ImageUp } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { useFormatter } from "use-intl/react";
import { changeGroupInfo } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useGroup } from "../panels/group-members.ts";
import { InlineEdit } from "../panels/inline-edit.tsx";
import type { GroupRights } from "./group-rights.ts";
import { useGroupSentences } from "./group-sentence.ts";
import { MAX_NAME, MAX_PICTURE_BYTES } from "./limits.ts";

interface GroupHeadProps {
  contact: Conversation["meta"]["sender"];
  rights: GroupRights;
}

/** Picture, name, and how many are in the group since when. */
export function GroupHead({ contact, rights }: GroupHeadProps) {
  const t = useTexts("groups.head");
  const panels = useTexts("panels");
  const format = useFormatter();
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const facts = useGroup(contact.id);
  const rename = async (name: string) => {
    try {
      await changeGroupInfo(cache, contact.id, { name });
    } catch (error) {
      await toast(sentences.ofError(error), { tone: "danger" });
    }
  };
  const check = (name: string) => {
    if (name === "") return t("nameEmpty");
    return name.length > MAX_NAME ? t("nameTooLong") : null;
  };
  return (
    <div className="grid justify-items-center gap-2 px-4 py-5 text-center">
      <Picture contact={contact} canChange={rights.can("changePicture")} />
      {rights.can("changeInfo") ? (
        <InlineEdit
          label={t("name")}
          value={contact.name}
          empty={t("name")}
          check={check}
          onSave={rename}
          wraps
          className="max-w-full text-lg font-semibold"
        />
      ) : (
        <p className="max-w-full text-lg font-semibold break-words" dir="auto">
          {contact.name}
        </p>
      )}
      <p className="text-sm text-muted">
        {facts ? (
          <>
            {panels("members", { count: facts.count })}
            {facts.isOwnAdmin && !rights.isLeft ? `, ${t("youAdmin")}` : null}
            <br />
          </>
        ) : null}
        {t("since", { date: format.dateTime(new Date(contact.created_at * 1000), { dateStyle: "medium" }) })}
      </p>
    </div>
  );
}

/** The picture; a button where it can be changed. The new one shows at once and goes again when it is refused. */
function Picture({ contact, canChange }: { contact: GroupHeadProps["contact"]; canChange: boolean }) {
  const t = useTexts("groups.head");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const picker = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<string | null>(null);
  const avatar = (
    <Avatar size={72} name={contact.name} id={contact.id} src={shown ?? (contact.thumbnail || null)} group />
  );
  if (!canChange) return avatar;
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [picture] = event.target.files ?? [];
    event.target.value = "";
    if (!picture) return;
    if (picture.size > MAX_PICTURE_BYTES) return toast(t("pictureTooLarge"), { tone: "danger" });
    const url = URL.createObjectURL(picture);
    setShown(url);
    try {
      await changeGroupInfo(cache, contact.id, { picture });
    } catch (error) {
      await toast(sentences.ofError(error), { tone: "danger" });
    } finally {
      setShown(null);
      URL.revokeObjectURL(url);
    }
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png"
        hidden
        aria-label={t("picture")}
        onChange={(event) => void choose(event)}
      />
      <button
        type="button"
        aria-label={t("picture")}
        title={t("picture")}
        aria-busy={shown !== null || undefined}
        disabled={shown !== null}
        onClick={() => picker.current?.click()}
        className="relative rounded-[34%]"
      >
        {avatar}
        <span className="absolute -end-2 -bottom-1 grid size-7 place-items-center rounded-full border border-line bg-raised text-muted shadow-card">
          {shown ? <Spinner /> : <ImageUp aria-hidden className="size-3.5" />}
        </span>
      </button>
    </>
  );
}
