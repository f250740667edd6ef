import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

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

test("what stands in one list never contradicts itself: no class of any component is lost", () => {
  const root = join(import.meta.dirname, "../..");
  const files = globSync("**/*.tsx", { cwd: root });
  const lists = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/"([^"\n]* [^"\n]*)"/g)].map(([, list = ""]) => ({
      file,
      list,
    })),
  );
  const shortened = lists.filter(({ list }) => {
    const words = new Set(list.split(" ").filter((word) => word !== ""));
    return new Set(cn(list).split(" ")).size < words.size;
  });
  expect(lists.length).toBeGreaterThan(500);
  expect(shortened).toEqual([]);
});
