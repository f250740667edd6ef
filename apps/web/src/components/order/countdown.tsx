"use client";

import { useEffect, useState } from "react";

/** How long the things are still put aside. Before the first tick it is empty: server and browser have different clocks. */
export function Countdown({ until }: { readonly until: string }) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Date.parse(until) - Date.now()));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until]);
  if (left === null) return <p className="h-6" />;
  if (left === 0)
    return <p className="text-warning">The time is up. If you pay now, the order may be cancelled first.</p>;
  const minutes = Math.floor(left / 60_000);
  const seconds = Math.floor((left % 60_000) / 1000);
  return (
    <p role="timer" className="text-muted">
      Put aside for another{" "}
      <span className="figures font-medium text-ink">
        {minutes}:{String(seconds).padStart(2, "0")}
      </span>
    </p>
  );
}
