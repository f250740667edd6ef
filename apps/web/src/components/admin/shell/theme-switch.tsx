"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";

import { readTheme, setTheme, type Theme } from "#lib/theme.ts";

const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const words: Record<Theme, string> = { system: "As the device", light: "Light", dark: "Dark" };
const icons = { system: Monitor, light: Sun, dark: Moon } as const;

const listeners = new Set<() => void>();

/** Light, dark, or as the device is set; one press for the next. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, readTheme, () => "system" as const);
  const Icon = icons[theme];
  return (
    <button
      type="button"
      onClick={() => {
        setTheme(next[theme]);
        for (const listener of listeners) listener();
      }}
      className="flex h-9 items-center gap-2 rounded-admin px-2.5 text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only">Colours: </span>
      {words[theme]}
    </button>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
