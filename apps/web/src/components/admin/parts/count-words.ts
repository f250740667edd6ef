/** "1 job", "3 jobs"; `many` where an s is not enough. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
