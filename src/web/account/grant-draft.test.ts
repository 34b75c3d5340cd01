import { expect, test } from 'vitest'
import { emptyGrant, grantInput } from './grant-draft.ts'

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
