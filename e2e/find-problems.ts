import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export interface FindProblemsOptions {
  /** For the second look at a page whose colours alone have changed. */
  readonly only?: "colours";
}

/**
 * What axe finds on the page as it stands, and what the page's own policy kept from running or being drawn, said so that the report can
 * be acted on.
 *
 * In the page itself instead of a second one that axe would open for its report (no page of ours has frames), and without
 * the long list of what is right: that takes half the time.
 */
export async function findProblems(page: Page, { only }: FindProblemsOptions = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (only === "colours" ? axe.withRules(["color-contrast"]) : axe.withTags(tags)).analyze();
  const problems = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
  return [...problems, ...(await page.evaluate(readRefused))];
}

// Runs in the page. What there is to report is handed over in a task of its own, which comes before the timer's.
function readRefused(): Promise<string[]> {
  return new Promise((resolve) => {
    const observer = new ReportingObserver(
      (reports) => resolve(reports.map(({ body }) => `refused by policy: ${JSON.stringify(body)}`)),
      { types: ["csp-violation"], buffered: true },
    );
    observer.observe();
    setTimeout(() => resolve([]), 20);
  });
}
