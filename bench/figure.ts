/** One measured figure. `ratio` is how far it clears the goal (1 = just); for a peer, how many times ours is its. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: number | null
  readonly ratio: number | null
  readonly met: boolean | null
  /** Largest deviation of a run from the median, in percent. */
  readonly spread: number
}

export interface Sample {
  readonly median: number
  readonly spread: number
}

export function sampleOf(runs: readonly number[]): Sample {
  const sorted = [...runs].sort((a, b) => a - b)
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN
  const spread = Math.max((sorted.at(-1) ?? median) - median, median - (sorted[0] ?? median)) / (median || 1)
  return { median, spread: Math.round(spread * 100) }
}

const rounded = (n: number): number => (Math.abs(n) >= 100 ? Math.round(n) : Number(n.toPrecision(3)))

export const atLeast = (name: string, { median, spread }: Sample, unit: string, goal: number): Figure => ({
  name,
  value: rounded(median),
  unit,
  goal,
  ratio: rounded(median / goal),
  met: median >= goal,
  spread,
})
export const atMost = (name: string, { median, spread }: Sample, unit: string, goal: number): Figure => ({
  name,
  value: rounded(median),
  unit,
  goal,
  ratio: rounded(goal / median),
  met: median <= goal,
  spread,
})
/** A figure without a goal; `ratio` where it stands beside ours. */
export const beside = (name: string, { median, spread }: Sample, unit: string, ratio?: number): Figure => ({
  name,
  value: rounded(median),
  unit,
  goal: null,
  ratio: ratio === undefined ? null : rounded(ratio),
  met: null,
  spread,
})

/** Processor seconds of this process: on a machine that others use too, the only clock that tells what a core can do. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Runs of each contestant in turn, so that a noisy moment falls on all of them: work done per processor second. */
export async function perSecond<K extends string>(
  contestants: Readonly<Record<K, () => number | Promise<number>>>,
  { rounds = 7, seconds = 0.25 } = {},
): Promise<Record<K, Sample>> {
  const names = Object.keys(contestants) as K[]
  const runs = Object.fromEntries(names.map((n) => [n, [] as number[]])) as Record<K, number[]>
  for (let round = -1; round < rounds; round++)
    for (const name of names) {
      let done = 0
      const from = cpuSeconds()
      let spent = 0
      while ((spent = cpuSeconds() - from) < seconds) done += await contestants[name]()
      // the first round warms up
      if (round >= 0) runs[name].push(done / spent)
    }
  return Object.fromEntries(names.map((n) => [n, sampleOf(runs[n])])) as Record<K, Sample>
}
