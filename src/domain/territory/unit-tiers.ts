import type { Scheme } from '../scheme/index.ts'
import type { DivisionLevel } from './division-code.ts'

/** Levels of the divisions that a plan can ask about, from above. */
export const UNIT_TIERS = ['province', 'city', 'county', 'town', 'community', 'village'] as const
export type UnitTier = (typeof UNIT_TIERS)[number]

export const TIER_LABELS: Readonly<Record<DivisionLevel, string>> = {
  country: '全国',
  province: '省(自治区、直辖市)',
  city: '市(州)',
  county: '县(市、区)',
  town: '镇(街道)',
  community: '社区',
  village: '村',
}

const NAMED = /^unit:([a-z]+)$/
const LISTED: Readonly<Record<string, UnitTier>> = {
  'unit.counties[]': 'county',
  'unit.towns[]': 'town',
  'unit.communities[]': 'community',
  'unit.villages[]': 'village',
}

/** What lies directly below a unit of a level. */
const CHILDREN: Readonly<Record<string, UnitTier>> = {
  'unit:province': 'city',
  'unit:city': 'county',
  'unit:county': 'town',
  'unit:town': 'village',
}

/**
 * The levels whose units the rules of a plan judge or count, from above; overlays are for a part of the place and do not
 * count. The highest is the level of the place that can adopt the plan: there alone its rules find whom they speak of.
 */
export function unitTiersOf({ rules, coveredUnit }: Pick<Scheme, 'rules' | 'coveredUnit'>): readonly UnitTier[] {
  const found = new Set<string>()
  const take = (value: unknown, subject: string): void => {
    if (typeof value === 'string') {
      const tier = NAMED.exec(value)?.[1] ?? (value === 'unit.children[]' ? CHILDREN[subject] : LISTED[value])
      if (tier !== undefined) found.add(tier)
    } else if (Array.isArray(value)) value.forEach((one) => take(one, subject))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach((one) => take(one, subject))
  }
  take(coveredUnit.subject, '')
  for (const rule of rules) take(rule, 'subject' in rule && typeof rule.subject === 'string' ? rule.subject : '')
  return UNIT_TIERS.filter((tier) => found.has(tier))
}
