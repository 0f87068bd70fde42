/** For leaves of the page machine, a minimal run that ends in each. Written by `npm run docs:measure`. */
export interface MeasuredWitnesses {
  readonly origin: string;
  readonly witnesses: readonly { readonly leaf: string; readonly token: string }[];
}
