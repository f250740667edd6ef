import type { JobDetailDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { Panel } from "../parts/panel.tsx";
import { RawBlock } from "../parts/raw-block.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { durationWords } from "./duration-words.ts";

const outcomes = {
  done: { tone: "good", word: "Done" },
  failed: { tone: "warning", word: "Failed" },
  dead: { tone: "danger", word: "Failed, given up" },
  cancelled: { tone: "neutral", word: "Cancelled" },
} as const;

/** Every try that has ended, the last one first, with its error. */
export function JobTries({ job: { tries, lastError } }: { readonly job: JobDetailDto }) {
  return (
    <Panel title="Tries" flush>
      {tries.length === 0 ? (
        <div className="grid gap-2 p-4 text-muted">
          <p>No try has ended yet.</p>
          {lastError !== null && <RawBlock title="Last error" text={lastError} open />}
        </div>
      ) : (
        <ol>
          {tries.map((one) => (
            <Try key={`${one.attempt} ${one.finishedAt}`} one={one} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Try({ one }: { readonly one: JobDetailDto["tries"][number] }) {
  const { tone, word } = outcomes[one.outcome];
  const ran = new Date(one.finishedAt).getTime() - new Date(one.startedAt).getTime();
  const waited = Math.max(0, new Date(one.startedAt).getTime() - new Date(one.dueAt).getTime());
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-3 last:border-b-0">
      <p className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="flex items-center gap-x-3">
          <span className="figures font-medium">Try {one.attempt}</span>
          <Status tone={tone}>{word}</Status>
        </span>
        <span className="figures text-12 text-muted">
          waited {durationWords(waited)}, ran {durationWords(ran)} · <RelativeTime instant={one.finishedAt} />
        </span>
      </p>
      {one.error !== null && (
        <p className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">{one.error}</p>
      )}
      {one.stack !== null && <RawBlock title="Stack" text={one.stack} />}
      <p className="font-mono text-12 break-all text-muted">{one.workerId}</p>
    </li>
  );
}
