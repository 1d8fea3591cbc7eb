"use client";

import { Pencil } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { changeGroupInfo } from "#components/data/groups.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Textarea } from "#components/ui/textarea.tsx";
import { Section } from "../panels/section.tsx";
import { useGroupSentences } from "./group-sentence.ts";
import { MAX_DESCRIPTION } from "./limits.ts";

interface GroupDescriptionProps {
  groupId: number;
  description: string;
  canEdit: boolean;
}

/** What the group is about: three lines, the rest on demand, and a way to change it. */
export function GroupDescription({ groupId, description, canEdit }: GroupDescriptionProps) {
  const t = useTexts("groups.description");
  const [isEditing, setIsEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const end = () => {
    setIsEditing(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <Section title={t("title")}>
      {isEditing ? (
        <Editor groupId={groupId} description={description} onEnd={end} />
      ) : (
        <>
          {description ? <Folded text={description} /> : null}
          {!description && !canEdit ? <p className="text-muted">{t("none")}</p> : null}
          {canEdit ? (
            <Button
              ref={button}
              variant="quiet"
              size="small"
              className="-mx-2.5 mt-1"
              icon={<Pencil aria-hidden />}
              onClick={() => setIsEditing(true)}
            >
              {description ? t("edit") : t("add")}
            </Button>
          ) : null}
        </>
      )}
    </Section>
  );
}

function Folded({ text }: { text: string }) {
  const t = useTexts("groups.description");
  const id = useId();
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isLong, setIsLong] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may need more or fewer lines
  useLayoutEffect(() => {
    const element = paragraph.current;
    if (element && !isOpen) setIsLong(element.scrollHeight > element.clientHeight + 1);
  }, [text, isOpen]);
  return (
    <>
      <p
        ref={paragraph}
        id={id}
        dir="auto"
        className={classNames("break-words whitespace-pre-wrap", isOpen ? "" : "line-clamp-3")}
      >
        {text}
      </p>
      {isLong || isOpen ? (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="me-4 min-h-6 rounded-sm text-sm text-accent-ink hover:underline touch:min-h-11"
        >
          {isOpen ? t("less") : t("more")}
        </button>
      ) : null}
    </>
  );
}

function Editor({
  groupId,
  description,
  onEnd,
}: Pick<GroupDescriptionProps, "groupId" | "description"> & { onEnd: () => void }) {
  const t = useTexts("groups.description");
  const cache = useAccountCache();
  const sentences = useGroupSentences();
  const errorId = useId();
  const [text, setText] = useState(description);
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({ isBusy: false, error: null });
  const tooMany = text.trim().length - MAX_DESCRIPTION;
  const error = tooMany > 0 ? t("tooLong", { count: tooMany }) : state.error;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (state.isBusy || tooMany > 0) return;
    if (text.trim() === description) return onEnd();
    setState({ isBusy: true, error: null });
    try {
      await changeGroupInfo(cache, groupId, { description: text.trim() });
      onEnd();
    } catch (thrown) {
      setState({ isBusy: false, error: sentences.ofError(thrown) });
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onEnd();
  };
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-2">
      <Textarea
        autoFocus
        dir="auto"
        rows={4}
        className="max-h-72"
        aria-label={t("title")}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        value={text}
        onKeyDown={press}
        onChange={(event) => setText(event.target.value)}
      />
      {error ? (
        <p id={errorId} role="alert" className="text-sm text-danger-ink">
          {error}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={onEnd}>
          {t("cancel")}
        </Button>
        <Button size="small" type="submit" variant="primary" busy={state.isBusy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
