/** What a form's field holds, as text; empty when it holds a file or is not there. */
export function formText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
