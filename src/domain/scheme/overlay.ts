import type { Overlay, Scheme } from './schema/scheme.ts'

/** An overlay that does not fit what it lies on. */
export interface OverlayNote {
  readonly ruleId: string
  readonly code: 'weaker' | 'new-slot'
  readonly message: string
}

/** Lays a lower level's rules over a scheme: a rule with a slot replaces the rule of that slot, others are added. */
export function applyOverlay(scheme: Scheme, overlay: Overlay): { scheme: Scheme; notes: OverlayNote[] } {
  const notes: OverlayNote[] = []
  const bySlot = new Map(scheme.rules.flatMap((r) => (r.slot === undefined ? [] : [[r.slot, r] as const])))
  const replaced = new Set<string>()
  for (const rule of overlay.rules) {
    const before = rule.slot === undefined ? undefined : bySlot.get(rule.slot)
    if (!before) continue
    replaced.add(before.id)
    if (before.strength === 'must' && rule.strength !== 'must')
      notes.push({ ruleId: rule.id, code: 'weaker', message: `以${rule.strength}代替必须：${before.label}` })
  }
  const own = new Set(overlay.rules.map((r) => r.id))
  return {
    notes,
    scheme: {
      ...scheme,
      settings: { ...scheme.settings, ...overlay.settings },
      fields: { ...scheme.fields, ...overlay.fields },
      entryTypes: { ...scheme.entryTypes, ...overlay.entryTypes },
      sums: [...scheme.sums, ...overlay.sums],
      rules: [...scheme.rules.filter((r) => !replaced.has(r.id) && !own.has(r.id)), ...overlay.rules],
    },
  }
}

/** Whether an overlay is in force on a day; outside its validity the plan itself stands. */
export const isInForce = (overlay: Pick<Overlay, 'validFrom' | 'validTo'>, day: string): boolean =>
  overlay.validFrom <= day && (overlay.validTo === null || day <= overlay.validTo)
