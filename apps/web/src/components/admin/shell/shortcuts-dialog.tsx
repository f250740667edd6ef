"use client";

import { Dialog } from "#components/ui/dialog.tsx";

const shortcuts: readonly { readonly keys: readonly string[]; readonly what: string }[] = [
  { keys: ["Ctrl", "K"], what: "Go to a page, find an order or a product" },
  { keys: ["/"], what: "Search this list" },
  { keys: ["j"], what: "Next row" },
  { keys: ["k"], what: "Row before" },
  { keys: ["Enter"], what: "Open the row" },
  { keys: ["Esc"], what: "Back to the list, close a dialog" },
  { keys: ["?"], what: "Show these keys" },
];

interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function ShortcutsDialog(props: ShortcutsDialogProps) {
  return (
    <Dialog {...props} title="Keys" className="rounded-admin">
      <dl className="grid gap-2 text-14">
        {shortcuts.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between gap-4">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd className="text-right text-muted">{what}</dd>
          </div>
        ))}
      </dl>
      <p className="text-12 text-muted">On a Mac, ⌘ in place of Ctrl.</p>
    </Dialog>
  );
}

export function Key({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-flex h-6 min-w-6 items-center justify-center rounded-admin border border-edge bg-sunken px-1.5 font-sans text-12 text-ink">
      {children}
    </kbd>
  );
}
