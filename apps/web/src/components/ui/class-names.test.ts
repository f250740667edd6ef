import { expect, test } from "vitest";

import { cn } from "./class-names.ts";

test("of two classes that contradict each other the later one wins", () => {
  expect(cn("h-12 px-3.5 text-16 rounded-shop", "h-9 rounded-admin px-2.5 text-14")).toBe(
    "h-9 rounded-admin px-2.5 text-14",
  );
  expect(cn("px-4 py-2", "p-0")).toBe("p-0");
});

test("classes about different things stay, also when they look alike", () => {
  expect(cn("text-14 text-muted text-right", "text-ink")).toBe("text-14 text-right text-ink");
  expect(cn("border border-edge", "border-danger")).toBe("border border-danger");
  expect(cn("bg-surface hover:bg-sunken", "bg-warm-soft", false, undefined)).toBe("hover:bg-sunken bg-warm-soft");
  expect(cn("size-5", "shrink-0 accent-accent")).toBe("size-5 shrink-0 accent-accent");
});
