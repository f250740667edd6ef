import { z } from "zod";

import { formExpand, formInteger } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

export const listFields = {
  ending_before: z.string().optional(),
  expand: formExpand,
  limit: formInteger
    .refine((limit) => limit >= 1 && limit <= 100, "Invalid limit: it must be between 1 and 100")
    .default(10),
  starting_after: z.string().optional(),
};

export interface Cursor {
  limit: number;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

/** One page of a list, in the list's own order. */
export function listPage(
  url: string,
  wires: Record<string, unknown>[],
  { limit, starting_after, ending_before }: Cursor,
): Record<string, unknown> {
  const position = (id: string, param: string) => {
    const index = wires.findIndex((wire) => wire.id === id);
    if (index < 0) throw invalidRequest(`No such object in this list: '${id}'`, { code: "resource_missing", param });
    return index;
  };
  if (ending_before !== undefined) {
    const end = position(ending_before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: wires.slice(start, end), has_more: start > 0, url };
  }
  const start = starting_after === undefined ? 0 : position(starting_after, "starting_after") + 1;
  return { object: "list", data: wires.slice(start, start + limit), has_more: start + limit < wires.length, url };
}
