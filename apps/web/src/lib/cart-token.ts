/** The cookie that holds the cart's token. Scripts read it, so that no page must be rendered per visitor to count a cart. */
export const cartCookie = "cart";

const days = 30;
const listeners = new Set<() => void>();

/** The token of this browser's cart; null when there is none. */
export function readCartToken(): string | null {
  for (const part of document.cookie.split("; ")) {
    const [name, value] = part.split("=");
    if (name === cartCookie && value) return decodeURIComponent(value);
  }
  return null;
}

export function writeCartToken(token: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${cartCookie}=${encodeURIComponent(token)}; path=/; max-age=${days * 86_400}; samesite=lax${secure}`;
  announce();
}

export function forgetCartToken(): void {
  document.cookie = `${cartCookie}=; path=/; max-age=0; samesite=lax`;
  announce();
}

export function whenCartTokenChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  for (const listener of listeners) listener();
}
