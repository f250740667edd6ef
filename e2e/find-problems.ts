import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export interface FindProblemsOptions {
  /** For the second look at a page whose colours alone have changed. */
  readonly only?: "colours";
}

/**
 * What axe finds on the page as it stands, said so that the report can be acted on.
 *
 * In the page itself instead of a second one that axe would open for its report (no page of ours has frames), and without
 * the long list of what is right: that takes half the time.
 */
export async function findProblems(page: Page, { only }: FindProblemsOptions = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (only === "colours" ? axe.withRules(["color-contrast"]) : axe.withTags(tags)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
