import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../kernel/actor.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { Id } from '../kernel/id.ts'
import { catalogue } from '../scheme/index.ts'
import { checkFacts, decideChange, type FactsDraft } from './index.ts'

const messages = (facts: FactsDraft, subject = 'station') => checkFacts(catalogue, subject, facts).map(({ path }) => path)

describe('facts of a record', () => {
  it.each<[FactsDraft, readonly string[]]>([
    [{ areaM2: 3900, plaqueText: '云岫镇社工站', isOfficeSeparate: true, openedOn: '2026-11-01' }, []],
    [{ areaM2: null, premises: null, rooms: [] }, []],
    [{ name: null }, ['name']],
    [{ name: ' ' }, ['name']],
    [{ areaM2: 39.5 }, ['areaM2']],
    [{ areaM2: '3900' }, ['areaM2']],
    [{ areaM2: -1 }, ['areaM2']],
    [{ areaM2: 100_000_000 }, []],
    [{ areaM2: 100_000_001 }, ['areaM2']],
    [{ openedOn: '2026-02-30' }, ['openedOn']],
    [{ isOfficeSeparate: '是' }, ['isOfficeSeparate']],
    [{ stageCode: '<script>' }, ['stageCode']],
    [{ plaqueText: '字'.repeat(200), phoneText: '1'.repeat(40) }, []],
    [{ plaqueText: '字'.repeat(201), phoneText: '1'.repeat(41) }, ['plaqueText', 'phoneText']],
    [{ closedReasonText: `一\n${'二'.repeat(1998)}` }, []],
    [{ closedReasonText: '字'.repeat(2001) }, ['closedReasonText']],
    [{ plaqueText: '两\n行', addressText: '倒\u202e写', phoneText: '0\u0000' }, ['plaqueText', 'addressText', 'phoneText']],
    [{ closedReasonText: '零宽\u200b' }, ['closedReasonText']],
    [{ vacancyDays: 3 }, ['vacancyDays']],
    [{ noSuch: 1 }, ['noSuch']],
    [{ postings: [] }, ['postings']],
    [{ rooms: 'office' }, ['rooms']],
    [{ rooms: [{ useCode: 'office', areaM2: 2000 }, { areaM2: 'x' }, 7] }, ['rooms.1.areaM2', 'rooms.2']],
    [{ rooms: [{ colour: 'red' }] }, ['rooms.0.colour']],
    [{ distinctions: [{ levelCode: 'demo', from: '2026-02-01', to: '2026-01-31' }] }, ['distinctions.0.to']],
    [{ distinctions: [{ levelCode: 'demo', from: '2026-02-01', to: '2026-02-01' }] }, []],
  ])('%j', (facts, wrong) => expect(messages(facts)).toEqual(wrong))

  it('know levels by name', () => {
    expect(messages({ educationLevel: 'bachelor' }, 'worker')).toEqual([])
    expect(messages({ educationLevel: 'wizard' }, 'worker')).toEqual(['educationLevel'])
  })
  it('need a subject that there is', () => expect(checkFacts(catalogue, 'dragon', {})).toHaveLength(1))
})

describe('a change of a record', () => {
  const today = '2026-11-23' as CivilDate
  const state = { version: 3, effectiveOn: '2026-01-01', facts: { areaM2: 3900, plaqueText: '旧' } }
  const change = (role: Role, facts: FactsDraft, more: { version?: number; effectiveOn?: string; isByModule?: boolean } = {}) =>
    decideChange(
      {
        actor: { accountId: 'a' as Id, grantId: 'g' as Id, name: '', role, scope: { code: '990901' } } satisfies Actor,
        catalogue,
        subject: 'station',
        today,
        ...(more.isByModule !== undefined && { isByModule: more.isByModule }),
      },
      state,
      { version: more.version ?? 3, facts, effectiveOn: (more.effectiveOn ?? today) as CivilDate },
    )

  it('keeps what it does not name and tells what differs', () =>
    expect(change('town', { areaM2: 4000, plaqueText: '旧' })).toEqual({
      facts: { areaM2: 4000, plaqueText: '旧' },
      names: ['areaM2'],
    }))
  it('of nothing is none', () => expect(change('worker', { areaM2: 3900 })).toMatchObject({ names: [] }))
  it.each<[Role, FactsDraft, boolean]>([
    ['town', { areaM2: 4000 }, true],
    ['bureau', { areaM2: 4000 }, true],
    ['agency', { areaM2: 4000 }, false],
    ['worker', { areaM2: 4000 }, false],
    ['town', { openedOn: '2026-01-01' }, false],
    ['agency', { documents: [] }, true],
    ['town', { documents: [] }, false],
    ['supervisor', { areaM2: 4000 }, false],
  ])('%s writes %j: %s', (role, facts, isKept) =>
    expect(change(role, facts)).toMatchObject(isKept ? { names: Object.keys(facts) } : { code: 'FACT_OF_OTHERS' }),
  )
  it('by a module that has decided asks no keeper', () =>
    expect(change('worker', { openedOn: '2026-01-01' }, { isByModule: true })).toMatchObject({ names: ['openedOn'] }))
  it('on another version is refused', () =>
    expect(change('town', { areaM2: 4000 }, { version: 2 })).toMatchObject({ code: 'RECORD_CHANGED' }))
  it('takes effect today or before, not tomorrow', () => {
    expect(change('town', { areaM2: 4000 }, { effectiveOn: '2026-11-24' })).toMatchObject({ code: 'EFFECT_TOO_LATE' })
    expect(change('town', { areaM2: 4000 }, { effectiveOn: '2026-11-23' })).toMatchObject({ names: ['areaM2'] })
  })
})
