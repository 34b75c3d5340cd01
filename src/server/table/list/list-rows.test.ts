import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { streamXlsxRows } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestFor } from '#contract/endpoint.ts'
import type { ListPage } from '#contract/table.ts'
import type { TestDatabase } from '#server/db/testing/test-database.ts'
import { newId } from '#server/http/new-id.ts'
import { bindList } from './bind-list.ts'
import { person, sampleApp, sampleDatabase, sampleEndpoints, sampleList, sampleSource } from '../testing/sample.ts'

let database: TestDatabase
let app: FastifyInstance
beforeAll(async () => {
  database = await sampleDatabase()
  const people = { bureau: person('甲', '990901'), other: person('乙', '990902') }
  const bound = await sampleApp(database, people, (app, parts) => bindList(app, parts, sampleEndpoints, sampleSource, true))
  app = bound.app
  // few values per column, so that many rows tie and many have none
  await database.query(`
    insert into app.sample (county_id, id, division_code, name, name_keys, tier_code, area_hundredths_m2, staff, opened_on, is_own)
    select 1, gen_random_uuid(), '99090110' || 1 + i % 2, '站' || i % 7, case when i % 5 > 0 then 'zhan' || i % 7 end,
      case i % 3 when 0 then 'town' when 1 then 'village' end, case when i % 4 > 0 then 3900 + i % 4 * 50 end,
      case when i % 6 > 0 then i % 6 end, case when i % 3 > 0 then date '2026-01-01' + i % 5 end, case i % 3 when 0 then true when 1 then false end
    from generate_series(1, 120) i;
    insert into app.sample (county_id, id, division_code, name) values (2, gen_random_uuid(), '990902101', '邻县的站');
    insert into app.sample (county_id, id, division_code, name, is_sample) values (1, gen_random_uuid(), '990901101', '不在此表', false)`)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const TOKEN = 'sgz_session'
async function get(
  who: string | undefined,
  endpoint: (typeof sampleEndpoints)['list' | 'export'],
  input: Record<string, string> = {},
) {
  const { url } = requestFor(endpoint, input)
  return app.inject({ url, ...(who !== undefined && { cookies: { [TOKEN]: who } }) })
}
async function list(input: Record<string, string> = {}, who = 'bureau'): Promise<ListPage> {
  const answer = await get(who, sampleEndpoints.list, input)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<ListPage>()
}
async function walk(input: Record<string, string>, between: () => Promise<void> = async () => undefined) {
  const rows: ListPage['rows'] = []
  let after: string | null = null
  do {
    const page: ListPage = await list({ ...input, ...(after !== null && { after }) })
    rows.push(...page.rows)
    after = page.next
    if (after !== null) await between()
  } while (after !== null)
  return rows
}

test('one must be signed in', async () => {
  expect((await get(undefined, sampleEndpoints.list)).statusCode).toBe(401)
  expect((await get(undefined, sampleEndpoints.export)).statusCode).toBe(401)
})

test('another county sees its own rows only, on the page and in the spreadsheet', async () => {
  expect((await list({ limit: '500' }, 'other')).rows.map(({ values }) => values['name'])).toEqual(['邻县的站'])
  const sheet = await readSheet('other')
  expect(sheet.rows.map(([name]) => name)).toEqual(['邻县的站'])
})

const sortable = sampleList.columns.map(({ key }) => key)
const anySort = fc.tuple(fc.constantFrom(...sortable), fc.boolean()).map(([key, down]) => (down ? `-${key}` : key))

test('page by page it is the whole, each row once and in order, whatever the sort', async () => {
  await fc.assert(
    fc.asyncProperty(anySort, fc.constantFrom('7', '40', '119', '120'), async (sort, limit) => {
      const rows = await walk({ sort, limit })
      expect(new Set(rows.map(({ id }) => id)).size).toBe(120)
      expect(rows).toHaveLength(120)
      expect(rows.map(({ id }) => id)).toEqual((await list({ sort, limit: '500' })).rows.map(({ id }) => id))
      const column = sort.replace('-', '')
      if (column === 'name') return
      const values = rows.map(({ values }) => values[column])
      const known = values.filter((value) => value !== null)
      expect(values.slice(0, known.length)).toEqual(known)
      const sorted = known.toSorted((a, b) => ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0))
      expect(known).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted)
    }),
    { numRuns: 20 },
  )
})

test('rows that come and go meanwhile neither repeat nor hide one that was there', async () => {
  await fc.assert(
    fc.asyncProperty(anySort, fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }), async (sort, seeds) => {
      const there = new Set((await list({ limit: '500' })).rows.map(({ id }) => id))
      const added: string[] = []
      const rows = await walk({ sort, limit: '25' }, async () => {
        const id = newId()
        const seed = seeds[added.length % 3] ?? 0
        added.push(id)
        await database.query(
          `insert into app.sample (county_id, id, division_code, name, name_keys, area_hundredths_m2, staff, tier_code)
           values (1, $1, '990901101', '新', $2, $3, $4, 'town')`,
          [id, seed > 4 ? `zhan${seed}` : null, seed > 2 ? 3900 + seed * 10 : null, seed],
        )
      })
      const seen = rows.map(({ id }) => id)
      expect(new Set(seen).size).toBe(seen.length)
      expect([...there].filter((id) => !seen.includes(id))).toEqual([])
      await database.query('delete from app.sample where id = any($1)', [added])
    }),
    { numRuns: 10 },
  )
})

describe('every condition holds', () => {
  test.each<[string, Record<string, string>, (i: number) => boolean]>([
    ['text', { name: '站3' }, (i) => i % 7 === 3],
    ['text is not a pattern', { name: '%' }, () => false],
    ['a town', { town: '990901101' }, (i) => i % 2 === 0],
    ['the county: all below it', { town: '990901' }, () => true],
    ['codes', { tier: 'town,village' }, (i) => i % 3 < 2],
    ['nothing recorded', { tier: '(none)' }, (i) => i % 3 === 2],
    ['a range of areas, bounds included', { areaM2: '39.5..40' }, (i) => i % 4 === 1 || i % 4 === 2],
    ['a number', { staff: '2' }, (i) => i % 6 === 2],
    ['days', { openedOn: '2026-01-02..' }, (i) => i % 3 > 0 && i % 5 >= 1],
    ['no, which is not unknown', { isOwn: 'no' }, (i) => i % 3 === 1],
    ['several', { tier: 'town', staff: '..3', town: '990901102' }, (i) => i % 3 === 0 && i % 2 === 1 && i % 6 > 0 && i % 6 <= 3],
  ])('%s', async (_, filter, isShown) => {
    const expected = Array.from({ length: 120 }, (_, k) => k + 1).filter(isShown).length
    expect((await list({ ...filter, limit: '500' })).rows).toHaveLength(expected)
    expect((await list({ ...filter, count: 'yes' })).count).toEqual({ shown: expected, isMore: false })
  })
})

test('codes come with their names', async () => {
  expect((await list({ limit: '50' })).labels).toEqual({ town: { 990901101: '城关镇', 990901102: '河西镇' } })
})

test.each<[string, Record<string, string>, string]>([
  ['a filter that is none', { areaM2: 'big' }, 'LIST_QUERY_UNFIT'],
  ['a sort that is none', { sort: 'secret' }, 'LIST_QUERY_UNFIT'],
  ['a column that is none', { secret: 'x' }, 'INPUT_INVALID'],
  ['a mark that is none', { after: 'x' }, 'LIST_CURSOR_UNFIT'],
  [
    'a mark of another sort',
    { after: Buffer.from(JSON.stringify(['-name', 'a', 1, newId()])).toString('base64url') },
    'LIST_CURSOR_UNFIT',
  ],
  [
    'a mark whose value is none',
    { sort: 'staff', after: Buffer.from(JSON.stringify(['staff', 'a', 1, newId()])).toString('base64url') },
    'INPUT_INVALID',
  ],
])('%s is refused', async (_, input, code) => {
  const answer = await get('bureau', sampleEndpoints.list, input)
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, code])
})

test('a long list is counted to a thousand', async () => {
  await database.query(
    `insert into app.sample (county_id, id, division_code, name) select 1, gen_random_uuid(), '990901103', '多' from generate_series(1, 1001)`,
  )
  expect((await list({ town: '990901103', count: 'yes' })).count).toEqual({ shown: 1000, isMore: true })
  await database.query(`delete from app.sample where division_code = '990901103'`)
})

async function readSheet(who: string, input: Record<string, string> = {}) {
  const answer = await get(who, sampleEndpoints.export, input)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const lines: unknown[][] = []
  for await (const { values } of streamXlsxRows(new Uint8Array(answer.rawPayload))) lines.push(values)
  const heads = lines.findIndex(([first]) => first === '站名' || first === '面积（平方米）')
  return {
    head: lines.slice(0, heads).map(([one]) => one),
    titles: lines[heads],
    rows: lines.slice(heads + 1, -1),
    foot: lines.at(-1),
  }
}

describe('a spreadsheet', () => {
  test('has exactly the rows of the filter, in the order of the page', async () => {
    await fc.assert(
      fc.asyncProperty(
        anySort,
        fc.record(
          {
            tier: fc.constantFrom('town', '(none)'),
            staff: fc.constantFrom('2..4', '(none)'),
            name: fc.constantFrom('站1', '站'),
          },
          { requiredKeys: [] },
        ),
        async (sort, filter) => {
          const page = await list({ ...filter, sort, limit: '500' })
          const { rows } = await readSheet('bureau', { ...filter, sort })
          const asText = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? null))
          expect(rows.map((row) => [row[0], row[2] ?? null, row[3] ?? null, row[4] ?? null, asText(row[5])])).toEqual(
            page.rows.map(({ values: v }) => [
              v['name'],
              v['tier'] === 'town' ? '乡镇站' : v['tier'] === 'village' ? '村社点' : null,
              v['areaM2'] === null ? null : Number(v['areaM2']) / 100,
              v['staff'],
              v['openedOn'],
            ]),
          )
        },
      ),
      { numRuns: 8 },
    )
  })

  test('says what it is of: filter in words, order, moment, who, and what the figures count', async () => {
    const { head, titles, foot } = await readSheet('bureau', {
      areaM2: '39.5..',
      town: '990901101',
      sort: '-staff',
      columns: 'areaM2,name',
    })
    expect(head).toEqual([
      '样例站点',
      '范围：甲县',
      '筛选：乡镇：城关镇（含下级）；面积不低于 39.50 m²',
      '排序：人数，从大到小',
      '截至：2026-11-23 01:00（北京时间）　导出：甲',
      '口径：面积——启用站点的使用面积',
    ])
    expect(titles).toEqual(['面积（平方米）', '站名'])
    expect(foot?.[0]).toMatch(/^导出人：甲 [0-9a-f]{8} 990901 2026-11-23 01:00$/)
  })

  test('runs nothing: what looks like a formula is text', async () => {
    const name = '=HYPERLINK("http://x","y")\u0001'
    await database.query(
      `insert into app.sample (county_id, id, division_code, name) values (1, gen_random_uuid(), '990901104', $1)`,
      [name],
    )
    const { rows } = await readSheet('bureau', { town: '990901104' })
    expect(rows[0]?.slice(0, 2)).toEqual(['=HYPERLINK("http://x","y")', '990901104'])
    await database.query(`delete from app.sample where division_code = '990901104'`)
  })

  test('is noted with its filter and the number of rows', async () => {
    await readSheet('bureau', { staff: '2' })
    const [entry] = await database.query<{ detail: object; outcome: string; subject_id: string }>(
      `select detail, outcome, subject_id from app.audit_entry where action = 'sample.export' order by recorded_at desc, seq desc limit 1`,
    )
    expect(entry).toMatchObject({ outcome: 'done', subject_id: 'sample', detail: { filter: '人数：2', rows: 20 } })
  })
})
