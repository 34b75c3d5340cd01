import type { Id } from './id.ts'

/** Who an account may be. One account may hold several grants; a session acts under one. */
export const ROLES = [
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
  'public',
] as const
export type Role = (typeof ROLES)[number]

/**
 * How far a scope goes inside its division: everything, the towns of a zone, one agency's, one station's, the records assigned
 * to the account itself, the sample of one evaluation round, or everything for reading only while the glass is broken.
 */
export const REACHES = ['territory', 'zone', 'agency', 'station', 'own', 'sample', 'glass'] as const
export type Reach = (typeof REACHES)[number]

/**
 * Where a grant holds: every division whose code begins with `code` (`0` is the whole country), narrowed by at most one of
 * the rest; where several stand, the narrowest counts.
 */
export interface Scope {
  readonly code: string
  readonly agencyId?: Id
  readonly stationId?: Id
  /** Codes of the towns of a zone. */
  readonly towns?: readonly string[]
  /** Only what is assigned to this account: the own clients and cases. */
  readonly isOwn?: true
  /** Only the sample of this evaluation round, for reading. */
  readonly roundId?: Id
  /** An open break-glass case: the whole division, for reading only, until it expires. */
  readonly glassId?: Id
}

/** Who is asking: one account under one grant. */
export interface Actor {
  readonly accountId: Id
  readonly grantId: Id
  readonly name: string
  readonly role: Role
  readonly scope: Scope
  /** Who looks through these eyes, for reading only; absent: nobody but the account itself. */
  readonly viewer?: Actor
}

/** The code that stands for the whole country; every official code begins with a digit above it. */
export const COUNTRY_CODE = '0'
