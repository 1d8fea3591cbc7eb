import { classNames } from "../../ui/class-names.ts";

/** The channel's picture; its name stands beside it. */
export function ChannelIcon({ channel, className }: { channel: string; className?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: a small static drawing
    <img src={`/channels/${channel}.svg`} alt="" className={classNames("size-9 shrink-0", className)} />
  );
}
