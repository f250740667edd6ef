import { shop } from "./shop.ts";

const day = new Intl.DateTimeFormat(shop.locale, { dateStyle: "long", timeZone: shop.timeZone });
const moment = new Intl.DateTimeFormat(shop.locale, {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: shop.timeZone,
});

/** "21 November 2026", in the shop's time zone, so that server and browser write the same. */
export function formatDay(instant: string): string {
  return day.format(new Date(instant));
}

/** "21 Nov 2026, 10:45", in the shop's time zone. */
export function formatMoment(instant: string): string {
  return moment.format(new Date(instant));
}
