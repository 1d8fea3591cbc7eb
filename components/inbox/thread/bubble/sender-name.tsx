"use client";

import { AtSign } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { Message } from "#server/domain/messages/contract.ts";
import { CopyButton } from "../../panels/copy-button.tsx";
import { usePlace } from "../thread-context.ts";

/** Who of a group wrote, in their colour; opens a card with what one may do with them. */
export function SenderName({ message, author }: { message: Message; author: string }) {
  const number = message.sender?.type === "contact" ? message.sender.phone_number : null;
  const phone = number && number.replace(/\D/g, "") !== author.replace(/\D/g, "") ? number : null;
  const name = (
    <span className="block truncate">
      <bdi>{author}</bdi>
      {phone ? <bdi className="numeric ms-1.5 font-normal text-muted">{phone}</bdi> : null}
    </span>
  );
  const look = "block min-w-0 max-w-full text-start text-sm font-semibold text-person";
  const { sender } = message;
  if (sender?.type !== "contact") return <p className={look}>{name}</p>;
  return (
    <Popover
      label={author}
      className="w-72"
      trigger={
        <button
          type="button"
          className={`${look} relative rounded-sm hover:underline touch:after:absolute touch:after:inset-x-0 touch:after:-inset-y-3`}
        >
          {name}
        </button>
      }
    >
      <MemberCard id={sender.id} name={author} phone={number} photo={sender.thumbnail} />
    </Popover>
  );
}

interface MemberCardProps {
  id: number;
  name: string;
  phone: string | null;
  photo: string;
}

function MemberCard({ id, name, phone, photo }: MemberCardProps) {
  const t = useTexts("thread.member");
  const place = usePlace();
  const canMention = place.canReply && place.capabilities?.mentions === true;
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-3">
        <Avatar size={40} name={name} id={id} src={photo || null} />
        <p className="min-w-0 flex-1">
          <bdi className="block truncate font-semibold">{name}</bdi>
          {phone ? <bdi className="numeric block truncate text-sm text-muted">{phone}</bdi> : null}
        </p>
        {phone ? <CopyButton field={t("phone")} value={phone} /> : null}
      </div>
      {canMention ? (
        <Button icon={<AtSign aria-hidden />} onClick={() => place.mention({ id, name })}>
          {t("mention")}
        </Button>
      ) : null}
    </div>
  );
}
