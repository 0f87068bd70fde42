import type { Fault } from '../../../properties/faults/index.ts';
import { FAULTS } from '../../../properties/index.ts';
import { median } from '../../../properties/score/median.ts';
import { type FaultInSeeds, foundIn, type MeasuredSeeds, rightIn, sum } from '../measured/seeds.ts';
import { sections } from '../page/bookPage.ts';
import { link, table, text } from '../page/html.ts';

/** How the hunts of all faults in several seeds went, and each fault with which not all of them went well. */
export function inSeeds(measured: MeasuredSeeds | null, faults = FAULTS): string {
  if (measured === null) return '';
  const scores = measured.faults.filter(({ name }) => Object.hasOwn(faults, name));
  const right = (each: FaultInSeeds): number => rightIn(each, faults[each.name] as Fault); // Others were left out.
  const hunts = sum(scores.map(({ seeds }) => seeds));
  const exceptions = scores.filter(
    (each) => right(each) < each.seeds || each.proven < each.seeds || foundIn(each) < each.seeds,
  );
  const most = Math.max(0, ...scores.map(({ milliseconds }) => milliseconds));
  return sections(
    '## With several seeds',
    `<p>${figure(hunts)} hunts: ${figure(sum(scores.map(foundIn)))} found the fault, ${figure(sum(scores.map(right)))} named a rule that it breaks, and ${figure(sum(scores.map(({ proven }) => proven)))} ended in a scenario that is proven to be the shortest. A hunt took at most ${seconds(most)} of one core; half of the faults took less than ${seconds(median(scores.map((each) => each.median)) ?? 0)} at the median. Measured: ${text(measured.origin)}.</p>`,
    exceptions.length === 0
      ? ''
      : table(
          ['fault', 'seeds', 'found', 'right rule', 'proven', 'longest', 'rules named'],
          exceptions.map((each) => [
            link(`museum/${each.name}`, text(each.name)),
            ...[each.seeds, foundIn(each), right(each), each.proven, each.longest].map(String),
            text(rulesOf(each)),
          ]),
        ),
  );
}

/** What became of one fault; null if it was not measured. */
export function ofFault(fault: Fault, measured: MeasuredSeeds | null): string | null {
  const score = measured?.faults.find(({ name }) => name === fault.name);
  if (score === undefined) return null;
  return `found in ${foundIn(score)} of ${score.seeds}, proven in ${score.proven}, ${seconds(score.milliseconds)} of one core at most; named ${text(rulesOf(score))}`;
}

const rulesOf = ({ rules }: FaultInSeeds): string =>
  Object.entries(rules)
    .map(([rule, count]) => (count === 1 ? `${rule} once` : `${rule} ${count} times`))
    .join(', ');

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const figure = (value: number): string => value.toLocaleString('en-US');
