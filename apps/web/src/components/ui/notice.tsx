import type { ReactNode } from "react";

import { cn } from "./class-names.ts";

const tones = {
  info: "bg-accent-soft border-accent/30",
  warning: "bg-warning-soft border-warning/40",
  danger: "bg-danger-soft border-danger/40",
} as const;

interface NoticeProps {
  readonly tone?: keyof typeof tones;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly className?: string;
  /** It appeared because of what somebody did: screen readers say it at once. */
  readonly live?: boolean;
}

/** A sentence or two that must not be missed, where it matters. */
export function Notice({ tone = "info", title, children, className, live = false }: NoticeProps) {
  return (
    <div
      role={live ? "alert" : undefined}
      className={cn("rounded-shop border px-4 py-3 text-14", tones[tone], className)}
    >
      {title !== undefined && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
