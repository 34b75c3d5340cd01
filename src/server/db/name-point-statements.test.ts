import { expect, test } from 'vitest'
import { nameOf } from './name-point-statements.ts'

test.each([
  ['select "name", "facts" from "app"."entity" where "county_id" = $1 and "id" = $2', true],
  ['insert into "app"."entity" ("county_id", "id") values ($1, $2)', true],
  ['select "slot", "mark" from "app"."plan_clock"', true],
  ['select "name" from "app"."entity" where "division_code" >= $1', false],
  ['select "name" from "app"."entity" where "id" in ($1, $2)', false],
  ['select "name" from "app"."entity" where "id" = $1 order by "name"', false],
  ['select * from "app"."entity" where "id" = $1', false],
  ['insert into "app"."entity" ("a") values ($1), ($2)', false],
  ['select "name" from "app"."entity" where "id" = $1 for update', false],
  ['select count("id") as "n" from "app"."account" where "id" = $1', false],
])('only a statement that touches one row by its keys is planned once: %s', (text, isNamed) => {
  expect(nameOf(text) !== undefined).toBe(isNamed)
})

test('statements of ever new length do not use up the names', () => {
  for (let n = 1; n <= 400; n++) nameOf(`select "name" from "app"."entity" where "id" in (${'$1, '.repeat(n)}$1)`)
  expect(nameOf('select "facts" from "app"."station" where "county_id" = $1 and "id" = $2')).toBeDefined()
})
