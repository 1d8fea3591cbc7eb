import { useTexts } from "#components/i18n/use-texts.ts";
import type { Attachment } from "#server/domain/messages/contract.ts";

/** A sticker stands alone, without a bubble around it. */
export function Sticker({ attachment, author }: { attachment: Attachment; author: string }) {
  const t = useTexts("thread.media");
  if (attachment.state !== "ready" || !attachment.data_url) {
    return (
      <span className="grid size-36 place-items-center rounded-lg bg-sunken p-2 text-center text-sm text-muted">
        {attachment.state === "failed" ? t("failed") : t("loading")}
      </span>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: stickers move; they are shown as they came
    <img
      src={attachment.data_url}
      alt={t("stickerOf", { author })}
      width={144}
      height={144}
      loading="lazy"
      className="size-36 object-contain"
    />
  );
}
