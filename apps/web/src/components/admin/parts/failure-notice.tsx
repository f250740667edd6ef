"use client";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readFailure } from "#lib/api-error.ts";

interface FailureNoticeProps {
  /** What a call threw; nothing is shown for null. */
  readonly error: unknown;
  /** What could not be done: "The orders could not be read". */
  readonly title: string;
  readonly onRetry?: () => void;
}

/** What went wrong, in the place where it went wrong, and what to do about it. */
export function FailureNotice({ error, title, onRetry }: FailureNoticeProps) {
  if (error === null || error === undefined) return null;
  const { code, message, requestId } = readFailure(error);
  return (
    <Notice tone="danger" title={title} live className="rounded-admin">
      <p>{code === "forbidden" ? "Your role does not include this. An owner can change that." : message}</p>
      {code === "internal_error" && requestId !== undefined && (
        <p className="mt-1 text-12 text-muted">Request {requestId}</p>
      )}
      {onRetry && code !== "forbidden" && (
        <Button kind="secondary" size="small" className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Notice>
  );
}
