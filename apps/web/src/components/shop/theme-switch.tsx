"use client";

import { useSyncExternalStore } from "react";

import { readTheme, setTheme, whenThemeChanges, type Theme } from "#lib/theme.ts";

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: "system", label: "Auto" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Light, dark, or as the device has it. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(whenThemeChanges, readTheme, () => null);
  return (
    <fieldset className="mt-5">
      <legend className="text-14 font-semibold">Appearance</legend>
      <div className="mt-2 inline-flex rounded-shop border border-edge bg-surface p-0.5">
        {themes.map(({ value, label }) => (
          <label
            key={value}
            className="grid min-h-10 place-items-center rounded-[8px] px-3 text-14 has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={theme === value}
              onChange={() => setTheme(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
