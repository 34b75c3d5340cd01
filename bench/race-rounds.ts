import { sampleOf, type Sample } from './figure.ts'

const ROUNDS = 9
/** There and back again, twice: what slows down within a round slows all alike. */
const LEGS = 4
const SECONDS = 0.2
/** Until compilers and plans have settled, however slowly a busy machine gets there. */
const WARM_UP = 8_000

type Rounds<K extends string> = Readonly<Record<K, readonly number[]>>

/**
 * Operations per second of each contestant in each round, `concurrency` at a time. A round is short turns of all of them, forth
 * and back, so that contestants of one round have had the same machine.
 */
export async function raceRounds<K extends string>(
  concurrency: number,
  contestants: Readonly<Record<K, () => Promise<void>>>,
): Promise<Rounds<K>> {
  const names = Object.keys(contestants) as K[]
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (const name of names) for (let done = 0; done < WARM_UP;) done += (await runTurn(concurrency, contestants[name])).done
  for (let round = 0; round < ROUNDS; round++) {
    const tally = Object.fromEntries(names.map((name) => [name, { done: 0, ms: 0 }])) as Record<K, { done: number; ms: number }>
    for (let leg = 0; leg < LEGS; leg++)
      for (const name of leg % 2 === 0 ? names : names.toReversed()) {
        const turn = await runTurn(concurrency, contestants[name])
        tally[name].done += turn.done
        tally[name].ms += turn.ms
      }
    for (const name of names) rates[name].push((tally[name].done / tally[name].ms) * 1000)
  }
  return rates
}

async function runTurn(concurrency: number, work: () => Promise<void>): Promise<{ readonly done: number; readonly ms: number }> {
  const from = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() - from < SECONDS * 1000) {
        await work()
        done++
      }
    }),
  )
  return { done, ms: performance.now() - from }
}

/** How many times slower `ours` was than `theirs`, round by round. */
export const ratioOf = <K extends string>(rounds: Rounds<K>, ours: K, theirs: K): Sample =>
  sampleOf(rounds[ours].map((rate, round) => (rounds[theirs][round] ?? NaN) / rate))

export const sampleOfRate = <K extends string>(rounds: Rounds<K>, name: K): Sample => sampleOf(rounds[name])
