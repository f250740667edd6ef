/** The handler of the topic itself, else of the longest pattern (`order.*`, `*`) that fits; undefined when none does. */
export function pickHandler<H>(handlers: Readonly<Record<string, H>>, topic: string): H | undefined {
  if (Object.hasOwn(handlers, topic)) return handlers[topic];
  const [best] = Object.keys(handlers)
    .filter((pattern) => pattern.endsWith("*") && topic.startsWith(pattern.slice(0, -1)))
    .toSorted((a, b) => b.length - a.length);
  return best === undefined ? undefined : handlers[best];
}
