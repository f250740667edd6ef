/**
 * Whether a value is an error of this kind, for `instanceof`: by its name when it is no instance. A bundled program may hold a
 * class twice, once for who throws and once for who catches (Next's web app does), and what is caught is to be understood.
 * Of classes that extend this one, an instance only will do.
 */
export function isOfKind(value: unknown, { kind, name, asked }: { kind: unknown; name: string; asked: unknown }) {
  if (Function.prototype[Symbol.hasInstance].call(asked, value)) return true;
  // Not by the class's own name: bundlers give it another.
  return asked === kind && value instanceof Error && value.name === name;
}
