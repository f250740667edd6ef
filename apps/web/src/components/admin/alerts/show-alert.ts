import { toast } from "#components/ui/toast.ts";

import type { LiveAlert } from "./read-alert.ts";

const shown = new Set<string>();
const mostRemembered = 200;

/** Shows an alert as it comes; the same one never twice in a tab, also when a stream that was cut off tells it again. */
export function showAlert({ id, level, text, link }: LiveAlert): void {
  if (shown.has(id)) return;
  if (shown.size >= mostRemembered) shown.clear();
  shown.add(id);
  toast.alert(text, { warning: level === "warning", link });
}
