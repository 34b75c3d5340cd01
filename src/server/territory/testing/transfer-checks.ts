import { expect } from 'vitest'
import { listRulings, readPlan } from '#contract/scheme/index.ts'
import { readBoard } from '#contract/territory/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import type { RealCounty } from './real-county.ts'

/** What is looked at around a transfer between counties of a city, all of them under one plan. */
export function checksOf(base: RealCounty, { schemeId, city }: { readonly schemeId: string; readonly city: string }) {
  const everything = async () =>
    JSON.stringify([
      await base.query(`select * from app.fact order by county_id, id`),
      await base.query(`select * from app.record_history order by county_id, id, version`),
      await base.query(`select * from app.access_grant order by id`),
      await base.query(`select * from app.division where code >= $1 and code < $1 || '~' order by code`, [city]),
      await base.query(`select * from app.scheme_adoption order by id`),
      await base.query(`select * from app.person_secret order by county_id, person_id`),
    ])

  /** All that a past day's reports say: the plan clause by clause, who meets it, and the board. */
  async function past(visitor: Visitor, county: string, asOf: string): Promise<string> {
    const here = { schemeId, asOf, unitCode: county }
    const plan = await visitor.call(readPlan, here)
    expect(plan.status).toBe(200)
    const rulings = await visitor.call(listRulings, { ...here, ruleId: 'basic-coverage' })
    const board = await visitor.call(readBoard, { code: county, asOf })
    return JSON.stringify([
      plan.output.clauses,
      plan.output.colours,
      rulings.output,
      board.output.tiles,
      board.output.built,
      board.output.staffed,
    ])
  }
  /** Ids in the facts of what stands in a county that are some record's, but none of that county or above it. */
  const dangling = () =>
    base.query(`
    select f.subject, f.name, leaf #>> '{}' as id
    from app.fact f, jsonb_path_query(f.facts, 'strict $.** ? (@.type() == "string")') leaf
    where leaf #>> '{}' ~ '^[0-9a-f-]{36}$'
      and exists (select from app.fact o where o.id::text = leaf #>> '{}')
      and not exists (select from app.fact o where o.id::text = leaf #>> '{}' and o.county_id in (0, f.county_id))
      and (f.subject <> 'unit' or f.facts ->> 'endedOn' is null)`)
  const lying = (county: string) =>
    base
      .query<{ name: string }>(
        `select f.name from app.fact f join app.county c on c.id = f.county_id
       where c.code = $1 and f.subject <> 'unit' and f.division_code >= $1 and f.division_code < $1 || '~' order by 1`,
        [county],
      )
      .then((rows) => rows.map(({ name }) => name))

  return { everything, past, dangling, lying }
}
