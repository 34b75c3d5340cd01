import { catalogue, judgeDays, linkWorld, subjectsOf, type CompiledRule, type CompiledScheme } from '#domain/scheme/index.ts'
import { compileShipped } from './engine-outcomes.ts'
import { atMost, beside, cpuSeconds, sampleOf, type Figure } from './figure.ts'
import { MONTH_ENDS, townSources } from './town-facts.ts'

const SCHEMES = ['county90', 'suining2017', 'fujian2021', 'jiaxing2021', 'changji2021']
const RUNS = 5
/** Towns judged together, so that their facts stay near the processor from rule to rule. */
const BATCH = 128
const SILENT = new Set(['authority', 'discretion'])

/** Rules that speak of a town or of its station. */
const ofTowns = (c: CompiledScheme): readonly CompiledRule[] =>
  c.rules.filter((r) => !SILENT.has(r.rule.kind) && (r.subject === 'station' || (r.subject === 'unit' && r.tier === 'town')))

/** All five schemes' rules on towns and stations × every town of the country × twelve months, on one core. */
export async function fiveSchemes(): Promise<Figure[]> {
  const world = linkWorld(townSources(), catalogue, { guess: false, complete: true })
  const asked = SCHEMES.flatMap((id) => {
    const compiled = compileShipped(id)
    return ofTowns(compiled).map((rule) => {
      const subjects = subjectsOf(rule, compiled, world)
      return {
        rule,
        batches: Array.from({ length: Math.ceil(subjects.length / BATCH) }, (_, i) => subjects.slice(i * BATCH, (i + 1) * BATCH)),
      }
    })
  })
  const batches = Math.max(...asked.map((a) => a.batches.length))
  let verdicts = 0
  const run = (): number => {
    const from = cpuSeconds()
    verdicts = 0
    for (let i = 0; i < batches; i++)
      for (const { rule, batches } of asked)
        for (const states of judgeDays(rule, batches[i] ?? [], MONTH_ENDS)) verdicts += states.length
    return cpuSeconds() - from
  }
  const sample = sampleOf(Array.from({ length: RUNS }, run))
  return [
    atMost(
      `five schemes × ${(world.get('station')?.length ?? 0).toLocaleString('en-US')} towns × 12 months (${asked.length} rules)`,
      sample,
      's of one core',
      5,
    ),
    beside('verdicts in that', { ...sample, median: verdicts / sample.median }, 'verdicts/s/core'),
  ]
}
