"use client";

import { PlainPage } from "#components/shop/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  return (
    <PlainPage title="This page could not be shown" action={<Button onClick={reset}>Try again</Button>}>
      Something failed on our side. Your cart and your orders are safe.
      {error.digest !== undefined && <span className="mt-2 block text-14">Reference {error.digest}</span>}
    </PlainPage>
  );
}
