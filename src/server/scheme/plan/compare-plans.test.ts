import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparePlans } from '#contract/scheme/index.ts'
import { loadFolder } from '../testing/load-folder.ts'
import { createTestCounty, type TestCounty } from '../testing/test-county.ts'
import { tinyWith } from '../testing/tiny-scheme.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
  await loadFolder(county.db, {
    second: [...tinyWith('tiny', 'second')],
    law: [...tinyWith('tiny', 'law')].map((f) => ({ ...f, text: f.text.replace('nature: norm', 'nature: law') })),
  })
})
afterAll(() => county.close())

const compare = () => county.bureau.call(comparePlans, {})
const lineOf = (output: Awaited<ReturnType<typeof compare>>['output'], parameter: string, schemeId: string) =>
  output.rows.find((r) => r.parameter === parameter)?.cells.find((c) => c.schemeId === schemeId)?.lines

test('somebody not signed in is told to sign in', async () => {
  expect((await county.anyone.call(comparePlans, {})).problem.code).toBe('NOT_SIGNED_IN')
})

test('another county reads the same: the texts of plans are public', async () => {
  expect((await county.stranger.call(comparePlans, {})).output).toEqual((await compare()).output)
})

test('has a column for every plan and none for the law, a row only where some plan says something', async () => {
  const { output } = await compare()
  expect(output.schemes.map((s) => s.id)).toEqual(['second', 'tiny'])
  expect(output.rows.map((r) => r.parameter)).toEqual(['office-area', 'staffing'])
  expect(output.rows.every((r) => r.cells.length === 2)).toBe(true)
})

test('says what the rule asks, with its clause', async () => {
  const [line] = lineOf((await compare()).output, 'office-area', 'tiny') ?? []
  expect(line?.text).toMatch(/40(\.00)? m²/)
  expect(line?.refs).toEqual(['一（一）'])
})

test('follows a new version at once', async () => {
  await compare()
  await loadFolder(county.db, { tiny: tinyWith('atLeast: 40 m²', 'atLeast: 50 m²') })
  const { output } = await compare()
  expect(lineOf(output, 'office-area', 'tiny')?.[0]?.text).toMatch(/50(\.00)? m²/)
  expect(lineOf(output, 'office-area', 'second')?.[0]?.text).toMatch(/40(\.00)? m²/)
})
