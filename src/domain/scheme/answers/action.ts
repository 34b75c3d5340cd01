import type { CompiledScheme } from '../compile/compile.ts'
import type { CompiledRule } from '../compile/compile-rule.ts'
import { speaksOf } from '../evaluate.ts'
import type { Rule } from '../schema/rule.ts'
import { S, STATE_LABEL, stateOf, T } from '../state.ts'
import type { Entity, Moment } from '../facts/world.ts'

/** Whether a role may do an act on a subject. `silent`: the plan does not say; then an officer decides with a reason. */
export interface ActionDecision {
  readonly allowed: boolean | 'silent'
  readonly rule?: Rule
  readonly because?: string
}

const names = (rule: Rule, action: string): boolean => rule.kind === 'authority' && rule.actions.includes(action)

/** Asks the authority rules about an act. A denial wins over a permission; an unknown condition never permits. */
export function decideAction(
  compiled: CompiledScheme,
  action: string,
  role: string,
  subject: Entity | undefined,
  m: Moment,
): ActionDecision {
  let allowed: ActionDecision | undefined
  let refused: ActionDecision | undefined
  for (const c of compiled.rules) {
    const { rule } = c
    if (rule.kind !== 'authority' || !names(rule, action)) continue
    if (subject && !speaksOf(c, compiled, subject)) continue
    const speaks = subject ? (c.speaks?.(subject, m) ?? T.yes) : T.yes
    if (speaks === T.no) continue
    if (rule.deny?.includes(role))
      return { allowed: false, rule, because: rule.when === undefined ? `${rule.label}：不得由此角色办理` : rule.label }
    if (rule.allow?.includes(role)) {
      if (speaks === T.yes) allowed ??= { allowed: true, rule }
      else refused ??= { allowed: false, rule, because: `${rule.label}：所需事实未知` }
    } else if (rule.allow) refused ??= { allowed: false, rule, because: `${rule.label}：限由其他角色办理` }
  }
  return allowed ?? refused ?? { allowed: 'silent' }
}

export interface GateDecision {
  readonly gate: string
  readonly state: 'open' | 'closed' | 'silent'
  readonly refusing: readonly { readonly rule: Rule; readonly because: string }[]
}

const gateId = (g: Rule['gates'][number]): string => (typeof g === 'string' ? g : g.gate)
export const gatesOf = (rule: Rule): string[] => rule.gates.map(gateId)

/** A process lets an act through when the step named like it is current or done. */
function processLets(c: CompiledRule, gate: string, e: Entity, m: Moment): boolean {
  if (c.rule.kind !== 'process') return false
  const at = c.label(e, m)
  const steps = c.rule.steps.map((s) => s.id)
  const wanted = steps.indexOf(gate.split('.').at(-1) ?? '')
  return at === 'done' || (wanted >= 0 && at !== undefined && steps.indexOf(at) >= wanted)
}

/** Why a rule that guards a gate keeps a subject out; undefined where it lets it through. */
export const refuses = (c: CompiledRule, gate: string, e: Entity, m: Moment): string | undefined => {
  const { rule } = c
  if ((rule.kind === 'checklist' || rule.kind === 'catalogue' || rule.kind === 'fund') && rule.open) return undefined
  if (rule.strength === 'strive' || rule.strength === 'may' || rule.strength === 'stated') return undefined
  if (processLets(c, gate, e, m)) return undefined
  if (rule.kind === 'consequence')
    return c.label(e, m) === 'proposed' && rule.measure !== 'prefer' && rule.measure !== 'reward' ? rule.label : undefined
  const code = c.state(e, m)
  if (rule.kind === 'tranches') return (c.value(e, m) ?? 0) > 0 ? undefined : `${rule.label}：尚无可拨`
  if (code <= S.late) return undefined
  return `${rule.label}：${STATE_LABEL[stateOf(code)]}`
}

/** A gate is open when every rule that guards it lets the subject through; no rule at all is silence, not permission. */
export function decideGate(compiled: CompiledScheme, gate: string, subject: Entity, m: Moment): GateDecision {
  const guards = (compiled.bySubject.get(subject.subject) ?? []).filter(
    (c) => gatesOf(c.rule).includes(gate) && c.rule.kind !== 'authority' && speaksOf(c, compiled, subject),
  )
  if (guards.length === 0) return { gate, state: 'silent', refusing: [] }
  const refusing = guards.flatMap((c) => {
    const because = refuses(c, gate, subject, m)
    return because === undefined ? [] : [{ rule: c.rule, because }]
  })
  return { gate, state: refusing.length === 0 ? 'open' : 'closed', refusing }
}
