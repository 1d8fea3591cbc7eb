"use client";

import { ListFilter } from "lucide-react";
import { useMemo } from "react";
import type { ConversationFilter } from "#components/data/conversation-filter.ts";
import { useInboxes } from "#components/data/inboxes.ts";
import { useLabelTitles } from "#components/data/labels.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Address, countConditions } from "../address.ts";

interface FilterButtonProps {
  address: Address;
  onFilter: (change: Partial<ConversationFilter>) => void;
  onClear: () => void;
}

/** Narrows the list; the conditions are in the address. */
export function FilterButton({ address, onFilter, onClear }: FilterButtonProps) {
  const t = useTexts("inbox.filter");
  const count = countConditions(address);
  const name = count > 0 ? t("active", { count }) : t("label");
  return (
    <Popover
      label={t("label")}
      align="end"
      className="w-72"
      trigger={
        <IconButton
          size="small"
          label={name}
          aria-pressed={count > 0}
          icon={
            <span className="relative">
              <ListFilter aria-hidden />
              {count > 0 ? (
                <span
                  aria-hidden
                  className="numeric absolute -end-2 -top-2 grid size-4 place-items-center rounded-full bg-accent text-[0.625rem] font-semibold text-on-accent"
                >
                  {count}
                </span>
              ) : null}
            </span>
          }
        />
      }
    >
      <Conditions address={address} onFilter={onFilter} />
      {count > 0 ? (
        <Button size="small" className="mt-4 w-full" onClick={onClear}>
          {t("clear")}
        </Button>
      ) : null}
    </Popover>
  );
}

function Conditions({ address, onFilter }: Omit<FilterButtonProps, "onClear">) {
  const t = useTexts("inbox.filter");
  const { scope, filter } = address;
  const { data: inboxes = [] } = useInboxes();
  const labels = useLabelTitles(useMemo(() => (filter.label ? [filter.label] : []), [filter.label]));
  const kinds = [
    { value: "", label: t("anyKind") },
    { value: "individual", label: t("individual") },
    { value: "group", label: t("group") },
  ];
  return (
    <div className="grid gap-3">
      {scope.kind === "inbox" ? null : (
        <Field label={t("inbox")}>
          {(control) => (
            <Select
              {...control}
              value={filter.inboxId ?? ""}
              onChange={(event) => onFilter({ inboxId: Number(event.target.value) || undefined })}
              options={[
                { value: "", label: t("anyInbox") },
                ...inboxes.map((inbox) => ({ value: String(inbox.id), label: inbox.name })),
              ]}
            />
          )}
        </Field>
      )}
      {scope.kind === "label" ? null : (
        <Field label={t("labelField")}>
          {(control) => (
            <Select
              {...control}
              value={filter.label ?? ""}
              onChange={(event) => onFilter({ label: event.target.value || undefined })}
              options={[{ value: "", label: t("anyLabel") }, ...labels.map((label) => ({ value: label, label }))]}
            />
          )}
        </Field>
      )}
      <Field label={t("kind")}>
        {(control) => (
          <Select
            {...control}
            value={filter.groupType ?? ""}
            options={kinds}
            onChange={(event) =>
              onFilter({ groupType: (event.target.value || undefined) as ConversationFilter["groupType"] })
            }
          />
        )}
      </Field>
      <Checkbox
        label={t("unread")}
        checked={filter.unread === true}
        onChange={(event) => onFilter({ unread: event.target.checked || undefined })}
      />
    </div>
  );
}
