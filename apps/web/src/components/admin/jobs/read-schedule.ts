import { z } from "zod/mini";

import { readField } from "../parts/read-field.ts";

const payloadShape = z.record(z.string(), z.json());
const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** What a form says of a schedule. */
export interface ReadSchedule {
  readonly name: string;
  readonly job: string;
  readonly cron: string | null;
  readonly everyMs: number | null;
  readonly catchUp: boolean;
  readonly payload: z.infer<typeof payloadShape>;
}

/** Reads the form of a schedule; `problem` when its payload is no JSON object. */
export function readSchedule(form: FormData): { readonly schedule: ReadSchedule } | { readonly problem: string } {
  const payload = readPayload(readField(form, "payload"));
  if (payload === null) return { problem: 'This is no JSON object, such as {"limit": 100}.' };
  return {
    schedule: {
      name: readField(form, "name"),
      job: readField(form, "job"),
      ...readWhen(readField(form, "when")),
      catchUp: form.get("catchUp") === "on",
      payload,
    },
  };
}

/** Cron fields, or "every 30 minutes". */
export function readWhen(text: string): { readonly cron: string | null; readonly everyMs: number | null } {
  const every = /^every\s+(?:(\d{1,6}(?:\.\d{1,3})?)\s+)?(minute|hour|day)s?$/i.exec(text);
  if (every === null) return { cron: text, everyMs: null };
  const unit = z.enum(["minute", "hour", "day"]).parse(every[2]?.toLowerCase());
  return { cron: null, everyMs: Math.round(Number(every[1] ?? 1) * unitMs[unit]) };
}

function readPayload(text: string): z.infer<typeof payloadShape> | null {
  if (text === "") return {};
  try {
    return payloadShape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: the form says so.
    return null;
  }
}
