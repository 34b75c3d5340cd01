import type { Actor, Scope } from '../kernel/actor.ts'
import type { Id } from '../kernel/id.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { can } from './can.ts'
import { reachOf } from './scope.ts'

/** How long a broken glass stays open. */
export const GLASS_HOURS = 3
const SHORTEST_REASON = 8
const CITY_DIGITS = 4

export interface GlassCase {
  readonly county: string
  readonly reason: string
  readonly expiresAt: Date
}

/**
 * Whether `actor` may break the glass of `county`: a role that may, a county of the own city or province, a reason in words,
 * and no glass open already. @refuses NOT_ALLOWED @refuses GLASS_OUT_OF_REACH @refuses GLASS_REASON_SHORT @refuses GLASS_OPEN
 */
export function decideBreakGlass(actor: Actor, county: string, reason: string, now: Date): GlassCase | Refusal {
  if (reachOf(actor.scope) === 'glass') return refuse('GLASS_OPEN')
  if (!can(actor, 'break glass')) return refuse('NOT_ALLOWED')
  const { code } = actor.scope
  if (!/^[0-9]{6}$/.test(county) || (code !== '0' && !county.startsWith(code.slice(0, CITY_DIGITS))))
    return refuse('GLASS_OUT_OF_REACH')
  const words = reason.trim()
  if (new Set(words).size < SHORTEST_REASON) return refuse('GLASS_REASON_SHORT', { detail: `至少 ${SHORTEST_REASON} 个不同的字` })
  return { county, reason: words, expiresAt: new Date(now.getTime() + GLASS_HOURS * 3_600_000) }
}

/** The scope of an account whose glass is open: the county, for reading only. */
export const glassScope = (county: string, glassId: Id): Scope => ({ code: county, glassId })
