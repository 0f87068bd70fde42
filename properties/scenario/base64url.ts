/** Bytes as letters, digits, `-` and `_`, without padding. It works in a browser too, where there is no Buffer. */
export function base64url(bytes: Iterable<number>): string {
  let binary = ''; // A call with an argument a byte ends at some length of them.
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The inverse of {@link base64url}; null for what is no such text. */
export function bytesOfBase64url(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
      sign.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
