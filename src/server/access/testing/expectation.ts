import type { Role } from '#domain/kernel/actor.ts'

/** What the table test knows of the data: one person, one account, one proposal, all in the county of `own`. */
export const OWN = {
  county: '990901',
  other: '990902',
  person: '00000000-0000-7000-8000-000000000001',
  account: '00000000-0000-7000-8000-000000000002',
  consequence: '00000000-0000-7000-8000-000000000003',
  grant: '00000000-0000-7000-8000-000000000004',
  agency: '00000000-0000-7000-8000-000000000060',
  station: '00000000-0000-7000-8000-000000000050',
  contract: '00000000-0000-7000-8000-000000000080',
  attachment: '00000000-0000-7000-8000-000000000070',
} as const

/** Written by hand, apart from the ability table: who gets past the door, and what somebody of another county finds behind it. */
export interface Expectation {
  readonly who: 'anyone' | 'signed-in' | readonly Role[]
  readonly input?: Readonly<Record<string, unknown>>
  /** The answer to a caller of another county: a problem code, or `nothing` for a list without what is ours. */
  readonly other?: string
  /** The answer to every caller of the own county who gets in, where it is the same for all. */
  readonly own?: string
}

export const EVERYBODY: readonly Role[] = [
  'system-admin',
  'bureau',
  'bureau-line',
  'town',
  'child-officer',
  'village',
  'agency',
  'agency-office',
  'worker',
  'centre',
  'supervisor',
  'evaluator',
  'finance',
  'auditor',
  'city',
  'province',
  'volunteer',
  'client',
]
export const but = (...out: readonly Role[]): readonly Role[] => EVERYBODY.filter((role) => !out.includes(role))
export const RULING = but('system-admin', 'child-officer', 'village', 'agency-office', 'volunteer', 'client')
export const DESK = but('system-admin', 'auditor', 'volunteer', 'client')
export const TRY: readonly Role[] = ['bureau', 'bureau-line', 'town', 'centre', 'auditor', 'city', 'province']
export const MAKERS: readonly Role[] = ['bureau', 'city', 'province']
export const MANAGERS: readonly Role[] = ['system-admin', 'bureau', 'city', 'province']
export const READ_PERSON: readonly Role[] = [
  'bureau',
  'bureau-line',
  'town',
  'child-officer',
  'village',
  'agency',
  'worker',
  'centre',
  'supervisor',
  'evaluator',
]
