/**
 * Takes all measurements once in each round, one after the other, so that what else the machine does befalls all of
 * them; every second round goes through them backwards. Returns what each measured, round by round. While processes still
 * compile nothing counts: those are the rounds to warm up.
 */
export async function inRounds<Result>(
  measurements: readonly (() => Promise<Result>)[],
  { rounds, warmUps }: { rounds: number; warmUps: number },
): Promise<Result[][]> {
  const taken = measurements.map((measure) => {
    const results: Result[] = [];
    return { measure, results };
  });
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { measure, results } of round % 2 === 0 ? taken : taken.toReversed()) {
      const result = await measure();
      if (round >= 0) {
        results.push(result);
      }
    }
  }
  return taken.map(({ results }) => results);
}
