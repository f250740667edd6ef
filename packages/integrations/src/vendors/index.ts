export { openCarriers, openPayments } from "./open-vendors.ts";
