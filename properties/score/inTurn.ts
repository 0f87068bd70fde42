/**
 * Does the tasks, so many at a time, and begins them in their order.
 *
 * @returns what came of each, in the order of the tasks, whichever was done first
 */
export async function inTurn<Task, Result>(
  tasks: readonly Task[],
  jobs: number,
  work: (task: Task) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(tasks.length);
  const left = tasks.entries();
  const lane = async (): Promise<void> => {
    for (const [place, task] of left) results[place] = await work(task);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, lane));
  return results;
}
