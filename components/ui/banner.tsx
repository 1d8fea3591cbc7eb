import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type BannerTone = "info" | "success" | "warning" | "danger";

const tones = {
  info: { style: "bg-info-soft text-info-ink", Icon: Info },
  success: { style: "bg-success-soft text-success-ink", Icon: CircleCheck },
  warning: { style: "bg-warning-soft text-warning-ink", Icon: TriangleAlert },
  danger: { style: "bg-danger-soft text-danger-ink", Icon: CircleAlert },
};

interface BannerProps {
  tone: BannerTone;
  children: ReactNode;
  action?: ReactNode;
  /** Across the whole width, without corners: above a pane. */
  edge?: boolean;
  className?: string;
  "data-testid"?: string;
}

/** A sentence about the state of what is below. Danger is announced at once, the rest politely. */
export function Banner({ tone, children, action, edge, className, ...rest }: BannerProps) {
  const { style, Icon } = tones[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      {...rest}
      className={classNames("flex items-center gap-2.5 px-3.5 py-2", edge ? "" : "rounded-md", style, className)}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
