"use client";

import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ChannelIcon } from "./channel-icon.tsx";
import { StepHeading } from "./step-heading.tsx";
import { useChannelName } from "./use-channel-name.ts";

interface ChooseStepProps {
  channels: readonly AvailableChannel[];
  onChoose: (key: string) => void;
}

/** Every channel that an inbox can be made of. */
export function ChooseStep({ channels, onChoose }: ChooseStepProps) {
  const t = useTexts("inboxes.wizard");
  const nameOf = useChannelName();
  return (
    <>
      <StepHeading title={t("chooseTitle")}>{t("chooseBody")}</StepHeading>
      {channels.length === 0 ? <p className="text-muted">{t("noChannels")}</p> : null}
      <ul className="grid gap-3 sm:grid-cols-2">
        {channels.map((channel) => (
          <li key={channel.key}>
            <button
              type="button"
              onClick={() => onChoose(channel.key)}
              className="flex h-full min-h-18 w-full items-center gap-3.5 rounded-lg border border-line bg-surface p-4 text-start shadow-card transition-colors hover:border-control hover:bg-hover"
            >
              <ChannelIcon channel={channel.key} />
              <span className="min-w-0">
                <span className="block font-medium">{nameOf(channel)}</span>
                <span className="block text-sm text-muted">{t(channel.connect === "qr" ? "byQr" : "byForm")}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
