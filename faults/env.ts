/** Tells this process where the migrated database is that each scenario gets a copy of. */
export function announceTestTemplate(url: string): void {
  process.env["CARTWRIGHT_TEST_TEMPLATE"] = url;
}
