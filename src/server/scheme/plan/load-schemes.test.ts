import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { loadFolder } from '../testing/load-folder.ts'
import { TINY_SCHEME, tinyWith } from '../testing/tiny-scheme.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.query('truncate app.scheme_version')
})

const load = (files = TINY_SCHEME) => loadFolder(database.db, { tiny: files })
const versions = async () =>
  (await database.query<{ version: string }>('select version from app.scheme_version order by loaded_at')).map((v) => v.version)

test('loads a scheme once, however often the program starts', async () => {
  expect(await load()).toEqual(['tiny'])
  expect(await load()).toEqual([])
  expect(await versions()).toEqual(['2023-01-01'])
})

test('a changed text under the same date is the next revision; the earlier stays', async () => {
  await load()
  expect(await load(tinyWith('四十平方米', '四十平米'))).toEqual(['tiny'])
  expect(await load(tinyWith('四十平方米', '40 平方米'))).toEqual(['tiny'])
  expect(await versions()).toEqual(['2023-01-01', '2023-01-01+r2', '2023-01-01+r3'])
})

test('a text of another date is a version of its own', async () => {
  await load()
  await load(tinyWith('version: 2023-01-01', 'version: 2024-01-01'))
  expect(await versions()).toEqual(['2023-01-01', '2024-01-01'])
})

test('what is kept are the files as they were', async () => {
  await load()
  const [row] = await database.query<{ content: Record<string, string> }>('select content from app.scheme_version')
  expect(row?.content).toEqual(Object.fromEntries(TINY_SCHEME.map((f) => [f.path, f.text])))
})

test.each([
  ['a field that is none', tinyWith('owner: town, gates', 'ownr: town, gates'), 'schemes/tiny/rules/all.yaml:1:'],
  ['a fact that is none', tinyWith('station.officeAreaM2', 'station.officeArea'), 'schemes/tiny/rules/all.yaml:2:'],
  ['a unit that does not fit', tinyWith('atLeast: 40 m²', 'atLeast: 40 天'), 'schemes/tiny/rules/all.yaml:2:'],
  ['a clause that is none', tinyWith('cites: [tiny-2-1]', 'cites: [tiny-9-9]'), 'schemes/tiny/rules/all.yaml:'],
  ['broken YAML', tinyWith('[tiny-1-1]', '[tiny-1-1'), 'schemes/tiny/'],
])('%s keeps the scheme out, with file, line and column', async (_, files, at) => {
  await expect(load(files)).rejects.toThrow(at)
  await expect(load(files)).rejects.toThrow(/:\d+:\d+ /)
  expect(await versions()).toEqual([])
})

test('one bad scheme keeps out the others of the same start', async () => {
  await expect(loadFolder(database.db, { bad: tinyWith('kind: quota', 'kind: qota'), tiny: TINY_SCHEME })).rejects.toThrow(
    '方案 bad',
  )
  expect(await versions()).toEqual([])
})
