import Link from "next/link";

import type { JobDetailDto } from "@cartwright/api/schemas";

import { Notice } from "#components/ui/notice.tsx";

import { RelativeTime } from "../parts/relative-time.tsx";
import { waitWords } from "./wait-words.ts";

/** Why the job does not run now, and what would have it run; nothing for one that runs or has ended. */
export function JobWait({ job: { wait, deadLetter, ended } }: { readonly job: JobDetailDto }) {
  if (wait !== null) {
    const { why, next } = waitWords(wait);
    const stuck = ["paused", "no_worker", "unknown_task", "out_of_tries"].includes(wait.kind);
    return (
      <Notice tone={stuck ? "warning" : "info"} title="Why it waits" className="rounded-admin [overflow-wrap:anywhere]">
        <p>
          {why}{" "}
          {"runAt" in wait && (
            <>
              Next: <RelativeTime instant={wait.runAt} />.
            </>
          )}
        </p>
        <p className="mt-1 text-muted">{next}</p>
      </Notice>
    );
  }
  if (ended !== "dead" || deadLetter === null) return null;
  return (
    <Notice tone={deadLetter.resolvedAt === null ? "danger" : "info"} className="rounded-admin" title="Given up">
      {deadLetter.resolvedAt === null ? (
        <p>
          It became a{" "}
          <Link href="/admin/jobs/dead-letters" className="underline underline-offset-4">
            dead letter
          </Link>{" "}
          and waits for somebody to have it done again or let it go.
        </p>
      ) : (
        <p>
          Its dead letter was {deadLetter.resolution} <RelativeTime instant={deadLetter.resolvedAt} />.
        </p>
      )}
    </Notice>
  );
}
