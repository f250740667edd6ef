declare global {
  // What packages that write styles into the page look for.
  var __webpack_nonce__: string | undefined;
}

/** Lets the styles in that a dialog writes into the page while it is open, so that what is behind it does not scroll. */
export function lendStyleNonce(): void {
  globalThis.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
}
