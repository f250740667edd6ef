"use client";

import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";

import { lendStyleNonce } from "#lib/style-nonce.ts";

import { cn } from "./class-names.ts";

if (typeof document !== "undefined") lendStyleNonce();

const veil =
  "fixed inset-0 z-40 bg-black/45 data-[state=open]:animate-[fade-in_160ms_ease-out] data-[state=closed]:animate-[fade-out_140ms_ease-in]";

interface OverlayProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** Said by screen readers after the title. */
  readonly description?: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A question in the middle of the page. Focus stays inside and returns to where it was; Escape closes. */
export function Dialog({ open, onOpenChange, title, description, children, className }: OverlayProps) {
  const focus = useReturnOfFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...focus}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn(
            "fixed top-[12vh] left-1/2 z-50 grid max-h-[76vh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 gap-4 overflow-y-auto rounded-shop border border-line bg-surface p-6 shadow-raised data-[state=open]:animate-[dialog-in_160ms_var(--ease-calm)]",
            className,
          )}
        >
          <div>
            <Radix.Title className="text-18 font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-1 text-14 text-muted">{description}</Radix.Description>
            )}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A panel from the right edge; the whole width on a phone. */
export function Drawer({ open, onOpenChange, title, description, children, className }: OverlayProps) {
  const focus = useReturnOfFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...focus}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn(
            "fixed inset-y-0 right-0 z-50 flex w-[min(28rem,100vw)] flex-col bg-surface shadow-raised data-[state=closed]:animate-[drawer-out_160ms_ease-in] data-[state=open]:animate-[drawer-in_200ms_var(--ease-calm)]",
            className,
          )}
        >
          <div className="flex items-center justify-between gap-4 border-b border-line py-3 pr-3 pl-6">
            <Radix.Title className="display text-22">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="grid size-11 place-items-center rounded-full transition-colors hover:bg-sunken"
            >
              <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
                <path d="m5 5 10 10M15 5 5 15" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
              </svg>
            </Radix.Close>
          </div>
          {description !== undefined && <Radix.Description className="sr-only">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

// Radix returns the focus to its own trigger; ours are opened from anywhere.
function useReturnOfFocus() {
  const from = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      from.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (from.current instanceof HTMLElement) from.current.focus();
    },
  };
}
