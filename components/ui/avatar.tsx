import { User, Users } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { initials } from "./initials.ts";
import { personHue } from "./person-hue.ts";

export type Presence = "online" | "busy" | "offline";

interface AvatarProps {
  name: string;
  /** What identifies the person or group; decides the colour. */
  id: string | number;
  /** Photo; initials show while it loads and when it does not. */
  src?: string | null;
  size?: keyof typeof sizes;
  group?: boolean;
  presence?: Presence | null;
  /** A mark at the lower corner, for instance the channel. */
  corner?: ReactNode;
  className?: string;
}

const sizes = {
  20: "size-5 text-[0.5625rem]",
  24: "size-6 text-[0.625rem]",
  32: "size-8 text-xs",
  40: "size-10 text-sm",
  72: "size-18 text-xl",
};

const presences: Record<Presence, string> = { online: "bg-success", busy: "bg-warning", offline: "bg-control" };

/** Photo or initials of a person, in their colour. Decoration: the name stands beside it. */
export function Avatar({ name, id, src, size = 32, group, presence, corner, className }: AvatarProps) {
  const letters = initials(name);
  const Glyph = group ? Users : User;
  return (
    <span
      aria-hidden
      style={{ "--person-hue": personHue(id) } as CSSProperties}
      className={classNames(
        "relative inline-grid shrink-0 select-none place-items-center font-semibold",
        sizes[size],
        className,
      )}
    >
      {group ? (
        <span className="absolute inset-0 translate-x-[12%] rounded-[34%] border border-surface bg-person-soft opacity-60" />
      ) : null}
      <span
        className={classNames(
          "relative grid size-full place-items-center overflow-hidden bg-person-soft text-person",
          group ? "rounded-[34%]" : "rounded-full",
        )}
      >
        {letters === "" || group ? <Glyph className="size-1/2" /> : letters}
        {src ? (
          // biome-ignore lint/performance/noImgElement: photos come from the file storage in their final size
          <img src={src} alt="" loading="lazy" decoding="async" className="absolute inset-0 size-full object-cover" />
        ) : null}
      </span>
      {presence ? (
        <span
          className={classNames(
            "absolute end-0 bottom-0 size-[30%] min-h-2 min-w-2 rounded-full border-2 border-surface",
            presences[presence],
          )}
        />
      ) : null}
      {corner ? <span className="absolute -end-1 -bottom-1">{corner}</span> : null}
    </span>
  );
}
