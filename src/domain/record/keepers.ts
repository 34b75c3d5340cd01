import type { Role } from '../kernel/actor.ts'

/**
 * Whose facts each role writes down: the suppliers of the catalogue it may stand for, inside its scope. `everyone` keeps all
 * of its territory. A role that is absent records nothing.
 */
const SUPPLIERS: { readonly [R in Role]?: readonly string[] | 'everyone' } = {
  bureau: 'everyone',
  'bureau-line': 'everyone',
  city: ['city-bureau', 'district'],
  province: ['city-bureau', 'district'],
  town: ['town', 'station-head', 'station', 'community'],
  'child-officer': ['town', 'community'],
  village: ['community'],
  agency: ['agency', 'worker', 'station'],
  'agency-office': ['agency', 'worker'],
  worker: ['worker', 'station'],
  centre: ['centre'],
  evaluator: ['evaluation-group'],
  finance: ['finance'],
  volunteer: ['volunteer'],
}

/** Whether `role` writes down what `supplier` supplies. */
export function doesKeep(role: Role, supplier: string): boolean {
  const kept = SUPPLIERS[role]
  return kept === 'everyone' || (kept?.includes(supplier) ?? false)
}
