/** A text field of a form, trimmed; empty when it has none of that name. */
export function readField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
