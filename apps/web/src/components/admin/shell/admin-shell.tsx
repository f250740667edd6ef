"use client";

import { useCallback, useState, type ReactNode } from "react";

import { CommandPalette } from "./command-palette.tsx";
import { LiveRefresh } from "./live-refresh.tsx";
import { MemberProvider, type Member } from "./member.tsx";
import { BottomBar, Rail, TopBar } from "./rail.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { useKeys } from "./use-keys.ts";

/** Everything around a page: rail, live stream, keys, palette. */
export function AdminShell({ member, children }: { readonly member: Member; readonly children: ReactNode }) {
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const onPalette = useCallback(() => setPalette((open) => !open), []);
  const onShortcuts = useCallback(() => setShortcuts(true), []);
  useKeys({ onPalette, onShortcuts });
  return (
    <MemberProvider member={member}>
      <LiveRefresh>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-admin focus:bg-surface focus:px-3 focus:py-2"
        >
          Skip to the page
        </a>
        <div className="md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
          <Rail onPalette={onPalette} onShortcuts={onShortcuts} />
          <TopBar onPalette={onPalette} />
          <main id="main" tabIndex={-1} className="min-h-dvh px-4 pt-4 pb-24 outline-none md:px-6 md:pb-10 lg:px-8">
            {children}
          </main>
          <BottomBar />
        </div>
        <CommandPalette open={palette} onOpenChange={setPalette} onShortcuts={onShortcuts} />
        <ShortcutsDialog open={shortcuts} onOpenChange={setShortcuts} />
      </LiveRefresh>
    </MemberProvider>
  );
}
