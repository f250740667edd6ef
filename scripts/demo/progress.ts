/** Prints what happens, step by step, so that nobody wonders whether something still does. */
export interface Progress {
  /** Runs one step: says that it began if it takes a moment, repeats itself while it lasts, and ends with its duration. */
  readonly step: <T>(name: string, work: (note: (text: string) => void) => Promise<T>) => Promise<T>;
  readonly say: (text: string) => void;
}

const firstWordMs = 1_500;
const repeatMs = 10_000;

/** Progress for people and for log files alike: whole lines, no cursor tricks. */
export function createProgress(write: (line: string) => void): Progress {
  return {
    say: write,
    step: async (name, work) => {
      const startedAt = performance.now();
      let detail = "";
      const tell = () => write(`  … ${name}, ${seconds(startedAt)}${detail === "" ? "" : `: ${detail}`}`);
      const first = setTimeout(tell, firstWordMs);
      const repeat = setInterval(tell, repeatMs);
      try {
        const result = await work((text) => {
          detail = text;
        });
        write(`  ✓ ${name}${detail === "" ? "" : `: ${detail}`} (${seconds(startedAt)})`);
        return result;
      } catch (error) {
        write(`  ✗ ${name} (${seconds(startedAt)})`);
        throw error;
      } finally {
        clearTimeout(first);
        clearInterval(repeat);
      }
    },
  };
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
