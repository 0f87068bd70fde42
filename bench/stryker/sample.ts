/** One mutant in so many, chosen by its name, so that what comes and goes elsewhere leaves the sample as it is. */
export function isInSample(name: string, period: number): boolean {
  let sum = 0;
  for (let place = 0; place < name.length; place++) sum = (Math.imul(31, sum) + name.charCodeAt(place)) >>> 0;
  return sum % period === 0;
}
