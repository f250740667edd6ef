interface RawBlockProps {
  readonly title: string;
  readonly text: string;
  readonly open?: boolean;
}

/** Text for machines, folded away until it is wanted. */
export function RawBlock({ title, text, open = false }: RawBlockProps) {
  return (
    <details open={open} className="group min-w-0">
      <summary className="flex min-h-7 list-none items-center gap-1.5 text-12 text-muted hover:text-ink">
        <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 transition-transform group-open:rotate-90">
          <path d="m4 2 4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        {title}
      </summary>
      {/* A region that scrolls must be reachable by keyboard. */}
      <section aria-label={title} tabIndex={0} className="max-h-80 overflow-auto rounded-admin bg-sunken p-3">
        <pre className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</pre>
      </section>
    </details>
  );
}
