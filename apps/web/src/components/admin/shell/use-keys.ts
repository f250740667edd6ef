"use client";

import { useEffect } from "react";

interface Keys {
  readonly onPalette: () => void;
  readonly onShortcuts: () => void;
}

/** The keys that work on every page; what they do there is marked in the page: `data-search`, `data-row`, `data-back`. */
export function useKeys({ onPalette, onShortcuts }: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || hasDialog()) return;
      if (isTyping(event.target)) {
        if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
        return;
      }
      if (act(event.key, onShortcuts)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onPalette, onShortcuts]);
}

function act(key: string, onShortcuts: () => void): boolean {
  switch (key) {
    case "?":
      onShortcuts();
      return true;
    case "/":
      return focus("[data-search]");
    case "j":
      return moveRow(1);
    case "k":
      return moveRow(-1);
    case "Escape":
      return goBack();
    default:
      return false;
  }
}

function moveRow(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? rows.at(by === 1 ? 0 : -1) : rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

function goBack(): boolean {
  const back = document.querySelector<HTMLElement>("[data-back]");
  back?.click();
  return back !== null;
}

function focus(selector: string): boolean {
  const target = document.querySelector<HTMLInputElement>(selector);
  target?.focus();
  target?.select();
  return target !== null;
}

function hasDialog(): boolean {
  return document.querySelector("[role=dialog]") !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target.isContentEditable || target.matches("textarea, select");
}
