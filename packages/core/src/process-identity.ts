import { hostname } from "node:os";

/** Host, process number, and when it started, so that it is nobody else's later. */
export const processId = `${hostname()}:${process.pid}:${Math.round(performance.timeOrigin)}`;

/** A process that has said nothing for so long counts as gone; they report every 5 seconds. */
export const silentAfter = "30 seconds";
