"use client";

import { useMentionable } from "#components/data/mentionable.ts";
import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useGroupMembers } from "../panels/group-members.ts";
import { isOwnNumber } from "../panels/own-number.ts";
import type { Mention } from "./mentions.ts";

/** A line of the list behind an `@`. */
export interface Candidate {
  mention: Mention;
  picture: string | null;
  /** Second line: a number, how many are in a team, that they cannot see this. */
  detail: string | null;
  badge: string | null;
}

/** Members of a group but for our own number, by name or number. @param groupId  null asks nothing */
export function useMemberCandidates(groupId: number | null, words: string) {
  const t = useTexts("composer.mention");
  const { members, meta, isFetching } = useGroupMembers(groupId, words);
  const candidates = members
    .filter(({ contact }) => !isOwnNumber(contact.phone_number, meta?.inbox_phone_number ?? null))
    .map(
      ({ contact, role }): Candidate => ({
        mention: { kind: "contact", id: contact.id, name: contact.name },
        picture: contact.thumbnail || null,
        detail: contact.phone_number === contact.name ? null : contact.phone_number,
        badge: role === "admin" ? t("admin") : null,
      }),
    );
  return { candidates, isFetching };
}

/** Colleagues and teams by name, ourselves left out; who cannot open the conversation says so. @param noteIn  null asks nothing */
export function useColleagueCandidates(noteIn: number | null, words: string) {
  const t = useTexts("composer.mention");
  const me = useViewer().profile.id;
  const { data, isFetching } = useMentionable(noteIn);
  const people = (data?.agents ?? [])
    .filter(({ id }) => id !== me)
    .map(
      ({ id, name, thumbnail, has_access }): Candidate => ({
        mention: { kind: "user", id, name },
        picture: thumbnail || null,
        detail: has_access ? null : t("noAccess"),
        badge: null,
      }),
    );
  const teams = (data?.teams ?? []).map(
    ({ id, name, member_count }): Candidate => ({
      mention: { kind: "team", id, name },
      picture: null,
      detail: t("members", { count: member_count }),
      badge: t("aTeam"),
    }),
  );
  const wanted = plain(words);
  const fits = ({ mention }: Candidate) =>
    plain(mention.name)
      .split(" ")
      .some((part) => part.startsWith(wanted)) || plain(mention.name).startsWith(wanted);
  return { candidates: noteIn === null ? [] : [...people, ...teams].filter(fits), isFetching };
}

/** Accents and case do not matter to people who search. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase().trim();

/** Names of those whom a text mentions although they cannot open the conversation. */
export function useUnreached(noteIn: number | null, mentions: readonly Mention[]): string[] {
  const isAsked = mentions.some(({ kind }) => kind !== "contact");
  const { data } = useMentionable(isAsked ? noteIn : null);
  if (!data || !isAsked) return [];
  const people = mentions.flatMap(({ kind, id }) => {
    if (kind === "team") return data.teams.find((team) => team.id === id)?.without_access ?? [];
    return data.agents.filter((agent) => kind === "user" && agent.id === id && !agent.has_access);
  });
  return [...new Map(people.map((person) => [person.id, person.name])).values()];
}
