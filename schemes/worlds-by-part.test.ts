import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#domain/kernel/civil-date.ts'
import { catalogue, judgeLayer, layersOf, linkParts, linkWorld, loadScheme, momentOf, partsOf, type Judged, type LayeredRule, type LinkedParts, type Scheme, type World } from '#domain/scheme/index.ts'
import { graphOf } from '#domain/scheme/testing/graph-of.ts'
import { randomPlace } from '#domain/scheme/testing/random-place.ts'
import { deriveStation } from '#domain/station/index.ts'
import { judgedBefore } from '#server/scheme/world/judged-before.ts'
import { readSchemeFolder } from '#server/scheme/plan/read-scheme-folder.ts'

const folder = (path: string): Scheme => {
  const { scheme, issues } = loadScheme(readSchemeFolder(fileURLToPath(new URL(path, import.meta.url))))
  if (!scheme) throw new Error(JSON.stringify(issues))
  return scheme
}
const SCHEMES = { 'a plan of nowhere': folder(join('..', 'src/domain/scheme/testing/sixth')), county90: folder('county90') }
const STEPS = 10
const DAYS = [0, 0, 0, 1, 400, 1500].map((days) => addDays(civilDate(2019, 6, 30), days))

/** Subject, state and label of all that a rule says. */
const spoken = (judged: Judged): unknown[] => judged.subjects.map((e, i) => [e.id, judged.codes[i], judged.labels?.[i]])

const ordered = (world: World): Record<string, string[]> => Object.fromEntries([...world].map(([subject, list]) => [subject, list.map(({ id }) => id)]))

describe.each(Object.entries(SCHEMES))('%s over a place that is written to', (_, scheme) => {
  const layers = layersOf(scheme, catalogue, new Map(Object.entries(scheme.settings).map(([key, { proposed }]) => [key, proposed])))
  const said = (judge: (rule: LayeredRule) => Judged): unknown[] => layers.rules.map((rule) => [rule.key, spoken(judge(rule))])

  test.each([
    [1, 0],
    [2, 0.01],
    [3, 0.3],
  ])('says what it says over a world made anew (seed %i, %d of the links lead elsewhere)', (seed, crossing) => {
    const place = randomPlace(catalogue, scheme, seed, crossing)
    const derivations = [deriveStation]
    let last: LinkedParts | undefined
    const held: { readonly world: World; readonly graph: ReadonlyMap<string, string> }[] = []
    let shared = 0
    for (let i = 0; i < STEPS; i++) {
      const done = i === 0 ? 'everything' : place.step()
      const day = DAYS[(i * seed) % DAYS.length] ?? civilDate(2019, 6, 30)
      const next = linkParts(place.parts, catalogue, { day, derivations }, last)
      const all = [...place.parts.values()].flat()
      const alone = linkParts(new Map([['', all]]), catalogue, { day, derivations })
      const graph = graphOf(next.world)
      expect(graph, done).toEqual(graphOf(alone.world))
      expect(ordered(next.world), done).toEqual(ordered(alone.world))
      const m = momentOf(day)
      expect(said(judgedBefore(next.world, layers, m)), done).toEqual(said((rule) => judgeLayer(rule, alone.world, m)))
      if (last) {
        const before = new Set(partsOf(last.world))
        shared += partsOf(next.world).filter((part) => before.has(part)).length
      }
      held.push({ world: next.world, graph })
      last = next
    }
    // who still judges with an earlier world finds it as it was
    for (const { world, graph } of held) expect(graphOf(world)).toEqual(graph)
    expect(shared > 0).toBe(crossing < 0.3)
  }, 30_000)
})

test('without anything that follows, parts make the world that linking makes', () => {
  const place = randomPlace(catalogue, SCHEMES.county90, 7, 0.1)
  const day = civilDate(2019, 6, 30)
  let last: LinkedParts | undefined
  for (let i = 0; i < STEPS; i++) {
    last = linkParts(place.parts, catalogue, { day, derivations: [] }, last)
    expect(graphOf(last.world)).toEqual(graphOf(linkWorld([...place.parts.values()].flat(), catalogue, { guess: false, complete: true })))
    place.step()
  }
})

test('a world in which nothing is different is the same world, on another day too', () => {
  const place = randomPlace(catalogue, SCHEMES.county90, 5, 0.1)
  const first = linkParts(place.parts, catalogue, { day: civilDate(2019, 6, 30), derivations: [] })
  expect(linkParts(new Map(place.parts), catalogue, { day: civilDate(2019, 7, 1), derivations: [] }, first)).toBe(first)
})
