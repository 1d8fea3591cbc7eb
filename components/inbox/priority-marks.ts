import { ChevronDown, ChevronsUp, ChevronUp, Equal } from "lucide-react";

/** Shape and colour of each priority, the same wherever one is shown. */
export const priorityMarks = {
  low: { Icon: ChevronDown, look: "text-muted" },
  medium: { Icon: Equal, look: "text-info-ink" },
  high: { Icon: ChevronUp, look: "text-warning-ink" },
  urgent: { Icon: ChevronsUp, look: "text-danger-ink" },
} as const;
