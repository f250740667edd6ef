"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

/** A link whose page is fetched once somebody points at it: a grid of them does not fetch a page each. */
export function HoverLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return <Link {...props} prefetch={wanted ? null : false} onPointerEnter={want} onFocus={want} onTouchStart={want} />;
}
