export { createInvoiceProvider } from "./create-invoice-provider.ts";
