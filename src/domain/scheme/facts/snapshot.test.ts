import { expect, test } from 'vitest'
import { momentOf } from './moment.ts'
import { recordReads, restoreSubject, type Snapshot } from './snapshot.ts'
import { day, plan, TODAY, worldOf } from '../testing/small-plan.ts'
import type { Entity } from './world.ts'

const p =
  plan(`[{ id: operating, subject: station, kind: condition, defines: station.isOperating, require: { fact: { count: "station.postings[]", where: { fact: worker.educationLevel, atLeast: bachelor } }, atLeast: 1 } },
  { id: x, subject: unit, kind: share, of: "unit.stations[]", counted: { all: [{ fact: isOperating, is: true }, { fact: agency.isLegalPerson, is: true }] }, atLeast: 50 % }]`)
const FACTS = `{ unit: { id: u, nameText: 东县, fiscalBudgetFen: 1 元, stations: [
  { id: a, plaqueText: 不相干, contract: { agency: { id: g, isLegalPerson: true } }, postings: [{ id: p1, seatCode: head, worker: { id: w, educationLevel: master, birthOn: 1990-01-01 } }] },
  { id: b, contract: { agencyId: g }, postings: [] }] } }`
const unit = (): Entity => {
  const e = worldOf(FACTS, p.compiled).get('unit')?.[0]
  if (!e) throw new Error('no unit')
  return e
}
const m = momentOf(day(TODAY))

test('a ruling replayed from the facts it read is the same ruling', () => {
  const { result, snapshot } = recordReads(unit(), (e) => p.rule('x').ruling(e, m))
  const kept = JSON.parse(JSON.stringify(snapshot)) as Snapshot
  const again = p.rule('x').ruling(restoreSubject(kept), m)
  expect(again.state).toBe(result.state)
  expect(again.amount).toEqual(result.amount)
  expect(again.items).toEqual(result.items)
})

test('only what was read is kept', () => {
  const { snapshot } = recordReads(unit(), (e) => p.rule('x').ruling(e, m))
  const text = JSON.stringify(snapshot)
  expect(text).toContain('master')
  for (const unread of ['不相干', 'birthOn', '东县', 'fiscalBudgetFen', 'head']) expect(text).not.toContain(unread)
})

test('the subject itself is not touched, and circles of links are kept as references', () => {
  const subject = unit()
  const { snapshot } = recordReads(subject, (e) => p.rule('x').ruling(e, m))
  const [root] = snapshot.nodes
  expect(root).toMatchObject({ id: 'u', subject: 'unit' })
  expect(p.rule('x').ruling(subject, m).state).toBe(p.rule('x').ruling(unit(), m).state)
  const station = subject['stations'] as readonly Entity[]
  const [first] = station
  if (!first) throw new Error('no station')
  const read = recordReads(first, (e) => ((e['unit'] as Entity)['stations'] as readonly Entity[])[0]?.id)
  expect(read.result).toBe('a')
  const back = restoreSubject(read.snapshot)
  expect(((back['unit'] as Entity)['stations'] as readonly Entity[])[0]).toBe(back)
})
