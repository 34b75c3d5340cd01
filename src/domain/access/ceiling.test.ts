import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLES, type Scope } from '../kernel/actor.ts'
import type { Id } from '../kernel/id.ts'
import { ABILITIES } from './abilities.ts'
import { grantableRoles, isWithin, mayGrant } from './ceiling.ts'
import { covers } from './scope.ts'
import { actionsApartFrom, clashOf, isKeptApart } from './separation.ts'

const A = '00000000-0000-7000-8000-00000000000a' as Id
const county: Scope = { code: '990901' }
const code = fc.stringMatching(/^[1-9][0-9]{1,3}$/)
const tail = fc.stringMatching(/^[0-9]{0,4}$/)

describe('granting', () => {
  test('nobody hands out an ability they do not hold', () => {
    for (const giver of ROLES)
      for (const role of grantableRoles(giver))
        expect({ giver, role, above: ABILITIES[role].filter((action) => !ABILITIES[giver].includes(action)) }).toEqual({
          giver,
          role,
          above: [],
        })
  })

  test('what is granted never reaches a place the giver does not', () => {
    fc.assert(
      fc.property(code, tail, tail, (giver, more, most) => {
        const [given, place] = [giver + more, giver + most]
        if (!isWithin({ code: given }, { code: giver })) return false
        return !covers({ code: given }, { code: place }) || covers({ code: giver }, { code: place })
      }),
    )
  })

  test.each<[string, Parameters<typeof mayGrant>, boolean]>([
    ['a bureau, a town of its county', [{ role: 'bureau', scope: county }, 'town', { code: '990901101' }], true],
    [
      'a bureau, a worker of its county',
      [{ role: 'bureau', scope: county }, 'worker', { code: '990901101', stationId: A }],
      true,
    ],
    ['a bureau, the next county', [{ role: 'bureau', scope: county }, 'town', { code: '990902101' }], false],
    ['a bureau, the city above', [{ role: 'bureau', scope: county }, 'bureau', { code: '9909' }], false],
    ['a bureau, everywhere', [{ role: 'bureau', scope: county }, 'bureau', { code: '0' }], false],
    ['a bureau, nowhere', [{ role: 'bureau', scope: county }, 'bureau', { code: '' }], false],
    ['a system administrator, a bureau', [{ role: 'system-admin', scope: { code: '0' } }, 'bureau', county], false],
    ['a city, a bureau: it decides no consequence itself', [{ role: 'city', scope: { code: '9909' } }, 'bureau', county], false],
    ['a town, a worker: it manages no accounts', [{ role: 'town', scope: county }, 'worker', { ...county, stationId: A }], false],
    ['the public', [{ role: 'bureau', scope: county }, 'public', county], false],
    ['a bureau narrowed to one agency', [{ role: 'bureau', scope: { ...county, agencyId: A } }, 'town', county], false],
  ])('%s', (_, [actor, role, scope], wanted) => expect(mayGrant(actor, role, scope)).toBe(wanted))
})

describe('keeping apart', () => {
  const from = '2026-01-01'
  const worker = { role: 'worker', scope: { code: '990901101', stationId: A }, validFrom: from } as const
  test.each([
    ['the bureau of the same county', { role: 'bureau', scope: county, validFrom: from } as const, true],
    ['finance of the city above', { role: 'finance', scope: { code: '9909' }, validFrom: from } as const, true],
    ['the bureau of another county', { role: 'bureau', scope: { code: '990902' }, validFrom: from } as const, false],
    ['a town', { role: 'town', scope: county, validFrom: from } as const, false],
    ['the bureau after the posting', { role: 'bureau', scope: county, validFrom: '2027-01-01' } as const, false],
  ])('a worker beside %s', (_, wanted, clashes) => {
    expect(clashOf([{ ...worker, validTo: '2026-12-31' }], wanted) !== undefined).toBe(clashes)
    expect(clashOf([wanted], { ...worker, validTo: '2026-12-31' }) !== undefined).toBe(clashes)
  })

  test('whoever records or attests does not decide', () => {
    expect(actionsApartFrom('decide consequence')).toEqual(['record fact', 'attest item'])
    expect(actionsApartFrom('record fact')).toEqual([])
    expect([isKeptApart('record fact'), isKeptApart('read plan')]).toEqual([true, false])
  })
})
