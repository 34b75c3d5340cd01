import type { Role, Scope } from '../kernel/actor.ts'
import type { Action } from './abilities.ts'
import { codeRange } from './scope.ts'

/** Nobody both enters and approves: who did one of `entered` about a subject may not do `approved` to it. */
const APART: readonly { readonly entered: readonly Action[]; readonly approved: Action }[] = [
  { entered: ['record fact', 'attest item'], approved: 'decide consequence' },
  { entered: ['record fact', 'attest item', 'register station'], approved: 'record decision' },
  { entered: ['record fact', 'attest item', 'register station'], approved: 'sign acceptance' },
]

/** What the account may not have done to a subject before it does `action` to it. */
export const actionsApartFrom = (action: Action): readonly Action[] =>
  APART.filter(({ approved }) => approved === action).flatMap(({ entered }) => entered)

/** Whether doing `action` is remembered, because something later must not be done by the same account. */
export const isKeptApart = (action: Action): boolean => APART.some(({ entered }) => entered.includes(action))

/** Roles of which no account holds one from each side where their scopes meet: who is watched does not watch. */
const INCOMPATIBLE: readonly (readonly [readonly Role[], readonly Role[]])[] = [
  [
    ['worker', 'agency', 'agency-office'],
    ['bureau', 'bureau-line', 'finance', 'evaluator', 'auditor', 'system-admin'],
  ],
  [['system-admin'], ['auditor']],
]

export interface DatedRole {
  readonly role: Role
  readonly scope: Scope
  readonly validFrom: string
  readonly validTo?: string | null
}

/** The grant that `wanted` cannot stand beside: incompatible role, scopes that meet, dates that meet. */
export const clashOf = (held: readonly DatedRole[], wanted: DatedRole): DatedRole | undefined =>
  held.find((one) => isIncompatible(one.role, wanted.role) && doScopesMeet(one.scope, wanted.scope) && doDatesMeet(one, wanted))

const isIncompatible = (a: Role, b: Role): boolean =>
  INCOMPATIBLE.some(([left, right]) => (left.includes(a) && right.includes(b)) || (left.includes(b) && right.includes(a)))

function doScopesMeet(a: Scope, b: Scope): boolean {
  const [x, y] = [codeRange(a.code), codeRange(b.code)]
  return x.from < y.below && y.from < x.below
}

const doDatesMeet = (a: DatedRole, b: DatedRole): boolean =>
  (b.validTo == null || a.validFrom < b.validTo) && (a.validTo == null || b.validFrom < a.validTo)
