/** One JSON line per fact: a constant snake_case message, and ids beside it. */
export type Log = (message: string, facts?: Record<string, unknown>) => void;

export function jsonLineLog(out: NodeJS.WritableStream): Log {
  return (message, facts = {}) => {
    out.write(`${JSON.stringify({ time: new Date().toISOString(), app: "sandbox", msg: message, ...facts })}\n`);
  };
}

export const silentLog: Log = () => undefined;
