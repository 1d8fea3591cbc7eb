"use client";

import Link from "next/link";
import type { Message } from "#server/domain/messages/contract.ts";
import { useThreadPlace } from "../thread-context.ts";

/** Who of a group wrote, in their colour; opens their contact. */
export function SenderName({ message, author }: { message: Message; author: string }) {
  const place = useThreadPlace();
  const number = message.sender?.type === "contact" ? message.sender.phone_number : null;
  const phone = number && number.replace(/\D/g, "") !== author.replace(/\D/g, "") ? number : null;
  const name = (
    <>
      <bdi>{author}</bdi>
      {phone ? <bdi className="numeric ms-1.5 font-normal text-muted">{phone}</bdi> : null}
    </>
  );
  const look = "block min-w-0 max-w-full truncate text-sm font-semibold text-person";
  if (message.sender?.type !== "contact") return <p className={look}>{name}</p>;
  return (
    <Link prefetch={false} href={`/app/accounts/${place.accountId}/contacts/${message.sender.id}`} className={`${look} rounded-sm hover:underline`}>
      {name}
    </Link>
  );
}
