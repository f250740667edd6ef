/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  // Next replaces this name when it builds, and leaves out what another runtime could not load.
  // oxlint-disable-next-line node/no-process-env
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { openApiDoor } = await import("#server/api-door.ts");
  openApiDoor();
}
