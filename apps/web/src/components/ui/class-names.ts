import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: { text: ["12", "14", "16", "18", "22", "28", "36", "48"], radius: ["shop", "admin"], shadow: ["raised"] },
  },
});

/** Joins class names; of two that contradict each other the later one wins. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names));
}
