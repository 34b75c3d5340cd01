import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorTx, setActor, SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import { somebody } from '#server/db/testing/somebody.ts'
import { createRowChecker, type RowChecker } from '#server/db/testing/row-checker.ts'
import { seeded } from '#server/db/testing/universe.ts'
import { nameKeys } from '#server/record/index.ts'
import { findByName } from './search-repository.ts'

const RECORDS = ['unit', 'station', 'worker', 'posting', 'entity'] as const
const SUBJECTS = ['unit', 'station', 'worker', 'posting', 'client']
const NAMES = ['单小明', '城关镇社工站', '河西社工站', '甲A站12号', '小明']

const random = seeded(4)
let checker: RowChecker
beforeAll(async () => {
  checker = await createRowChecker(random)
  for (const table of RECORDS)
    for (const [i, name] of NAMES.entries())
      await checker.base.query(
        `update app.${table} r set name = $1, name_keys = $2 from (select id, row_number() over (order by id) as n from app.${table}) k
         where k.id = r.id and k.n % ${NAMES.length} = ${i}`,
        [name, nameKeys(name)],
      )
})
afterAll(() => checker.base.close())

test('it finds what row-level security shows and the name says, and not a row more, whoever asks', async () => {
  let seen = 0
  for (let i = 0; i < 60; i++) {
    const { who, actor } = somebody(random)
    await checker.asApp(
      (tx) => setActor(tx, actor),
      async (tx) => {
        const visible = await tx.selectFrom('fact').select(['subject', 'id', 'name']).execute()
        for (const text of ['小明', '站']) {
          const found = await findByName(tx, SUBJECTS, text, 10_000)
          const expected = visible.filter(({ subject, name }) => SUBJECTS.includes(subject ?? '') && name?.includes(text))
          const ids = (rows: readonly { subject: string | null; id: string | null }[]) =>
            rows.map((row) => `${row.subject} ${row.id}`).sort()
          expect([who, ids(found)]).toEqual([who, ids(expected)])
          seen += found.length
        }
      },
    )
  }
  expect(seen).toBeGreaterThan(500)
})

test('without a scope it finds nothing', async () => {
  await checker.asApp(
    (tx) => setActor(tx, undefined),
    async (tx) => expect(await findByName(tx, SUBJECTS, '站', 100)).toEqual([]),
  )
})

describe('a name is found by', () => {
  const find = async (text: string, most = 1_000): Promise<readonly string[]> => {
    const found = await actorTx(checker.base.db, SYSTEM_ACTOR, (tx) => findByName(tx, ['station'], text, most))
    return [...new Set((found as readonly { name: string }[]).map(({ name }) => name))]
  }
  test.each([
    ['one character', '单', ['单小明']],
    ['characters in the middle', '社工', ['河西社工站', '城关镇社工站']],
    ['initials, as a surname', 'sxm', ['单小明']],
    ['initials, as a word', 'dxm', ['单小明']],
    ['initials in the middle', 'xm', ['小明', '单小明']],
    ['one initial', 'h', ['河西社工站', '甲A站12号']],
    ['pinyin', 'xiaoming', ['小明', '单小明']],
    ['pinyin, half typed', 'cheng', ['城关镇社工站']],
    ['capitals and spaces', 'S X M', ['单小明']],
    ['letters and figures as they stand', 'a站12', ['甲A站12号']],
    ['what looks like a pattern', '%', []],
    ['nothing', ' ', []],
    ['what no name has', '赵', []],
  ])('%s: %s', async (_, text, names) => expect(await find(text)).toEqual(names))

  test('the likeliest first, and no more than asked for', async () => {
    const found = await actorTx(checker.base.db, SYSTEM_ACTOR, (tx) => findByName(tx, SUBJECTS, '小明', 3))
    const rows = found as readonly { subject: string; name: string }[]
    expect(rows.filter(({ subject }) => subject === 'station').map(({ name }) => name)).toEqual(['小明', '小明', '小明'])
    expect(rows).toHaveLength(15)
  })
})
