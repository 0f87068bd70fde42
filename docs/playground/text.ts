/** A text inside HTML: nothing in it becomes a part of the page. */
export const text = (value: string): string =>
  value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `0x20`. */
export const hex = (pfn: number): string => `0x${pfn.toString(16)}`;
