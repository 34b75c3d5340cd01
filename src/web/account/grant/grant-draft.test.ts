import { expect, test } from 'vitest'
import { emptyGrant, grantInput, narrowChoices } from './grant-draft.ts'

test('sends only what was filled in and what the role asks for', () => {
  const draft = { ...emptyGrant('990901'), role: 'town', stationId: 'left-over', ground: 'posting:p1' }
  expect(grantInput(draft)).toEqual({
    role: 'town',
    scopeCode: '990901',
    isActing: false,
    ground: { subject: 'posting', id: 'p1' },
  })
  expect(grantInput({ ...draft, role: 'worker', ground: '', validTo: '2026-12-31' })).toEqual({
    role: 'worker',
    scopeCode: '990901',
    isActing: false,
    stationId: 'left-over',
    validTo: '2026-12-31',
  })
})

test('narrows only as the role can be narrow', () => {
  const towns = ['990901101', '990901102']
  const zone = { ...emptyGrant('990901'), narrow: 'zone' as const, towns }
  expect(grantInput({ ...zone, role: 'centre' })).toMatchObject({ towns })
  expect(grantInput({ ...zone, role: 'bureau' })).not.toHaveProperty('towns')
  expect(grantInput({ ...zone, role: 'worker', stationId: 's', narrow: 'own' })).toMatchObject({ stationId: 's', isOwn: true })
  expect(grantInput({ ...zone, role: 'client', narrow: 'whole' })).toMatchObject({ isOwn: true })
  expect(grantInput({ ...zone, role: 'evaluator', narrow: 'sample', roundId: 'r' })).toMatchObject({ roundId: 'r' })
  expect(narrowChoices('evaluator').map(({ value }) => value)).toEqual(['whole', 'zone', 'sample'])
  expect(narrowChoices('bureau').map(({ value }) => value)).toEqual(['whole'])
})
