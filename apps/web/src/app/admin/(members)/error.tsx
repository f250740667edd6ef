"use client";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

export default function AdminError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <Notice tone="danger" title="This page could not be shown" live className="rounded-admin">
      <p>Something failed on our side. Nothing was changed by looking at it.</p>
      {error.digest !== undefined && <p className="mt-1 text-12 text-muted">In the logs as {error.digest}</p>}
      <Button kind="secondary" size="small" className="mt-2" onClick={reset}>
        Try again
      </Button>
    </Notice>
  );
}
