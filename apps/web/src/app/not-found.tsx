import type { Metadata } from "next";

import { PlainPage } from "#components/shop/plain-page.tsx";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

export default function NotFound() {
  return (
    <PlainPage title="There is nothing at this address">
      It may have moved, or the address may be mistyped. The shop itself is where it always was.
    </PlainPage>
  );
}
