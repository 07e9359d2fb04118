/** The nonce with which this page may add style elements; the host writes it into every page it serves. */
export function contentNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
