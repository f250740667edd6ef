"use client";

import "./globals.css";
import { PlainPage } from "#components/shop/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";

interface Props {
  readonly reset: () => void;
}

/** For when even the layout failed: it brings its own. */
export default function GlobalError({ reset }: Props) {
  return (
    <html lang="en">
      <body>
        <PlainPage title="The shop could not be shown" action={<Button onClick={reset}>Try again</Button>}>
          Something failed on our side. Your cart and your orders are safe.
        </PlainPage>
      </body>
    </html>
  );
}
