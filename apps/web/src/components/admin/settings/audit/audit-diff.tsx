interface AuditDiffProps {
  /** What the entry tells: `before` and `after` where something was changed, else single facts. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What changed: a line for each field, with what it was and is. */
export function AuditDiff({ data }: AuditDiffProps) {
  const { before, after, ...facts } = data;
  const changes = isRecord(before) || isRecord(after) ? changesOf(before, after) : [];
  const rest = Object.entries(changes.length === 0 ? data : facts);
  if (changes.length === 0 && rest.length === 0)
    return <p className="text-muted">Nothing more was written down than that it happened.</p>;
  return (
    <div className="grid min-w-0 content-start gap-3">
      {changes.length > 0 && (
        <table aria-label="What changed" className="w-full table-fixed text-left">
          <thead className="text-12 text-muted">
            <tr>
              <th className="w-1/4 py-1 pr-3 font-medium">Field</th>
              <th className="py-1 pr-3 font-medium">Before</th>
              <th className="py-1 font-medium">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, was, is }) => (
              <tr key={field} className="border-t border-line align-top">
                <th scope="row" className="py-1 pr-3 font-normal break-words text-muted">
                  {field}
                </th>
                <td className="py-1 pr-3 font-mono text-12 [overflow-wrap:anywhere]">{was}</td>
                <td className="py-1 font-mono text-12 [overflow-wrap:anywhere]">{is}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest.length > 0 && (
        <dl className="grid min-w-0 gap-1">
          {rest.map(([field, value]) => (
            <div key={field} className="grid grid-cols-[minmax(6rem,1fr)_3fr] gap-3">
              <dt className="break-words text-muted">{field}</dt>
              <dd className="font-mono text-12 [overflow-wrap:anywhere]">{asText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function changesOf(before: unknown, after: unknown): { field: string; was: string; is: string }[] {
  const [was, is] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].map((field) => ({
    field,
    was: asText(was[field]),
    is: asText(is[field]),
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "—";
  return typeof value === "string" ? value : JSON.stringify(value);
}
