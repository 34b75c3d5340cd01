import { isCivilDate } from '../../kernel/civil-date.ts'
import { formatQuantity, parseQuantity } from '../../kernel/quantity.ts'
import { decideAction, decideGate } from '../answers/action.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { compileScheme, type CompiledScheme, type Signed } from '../compile/compile.ts'
import type { Amount, Ruling } from '../compile/ruling.ts'
import { subjectsOf } from '../evaluate.ts'
import { gapOf } from '../explain/gap.ts'
import { worldByHand } from '../facts/hand-facts.ts'
import { momentOf } from '../facts/moment.ts'
import { applyOverlay, isInForce } from '../overlay.ts'
import type { Expected, GoldenCase } from '../schema/golden.ts'
import type { Scheme } from '../schema/scheme.ts'
import { STATES } from '../state.ts'
import type { Entity, Moment, World } from '../facts/world.ts'

/** What a case got wrong; empty when it holds. */
export type GoldenFailure = string

const shownAmount = (a: Amount | undefined): string => (a ? formatQuantity(Math.floor(a.value / a.den), a.unit) : '无')

/** Values are floored to the hundredth, gaps rounded up to it: what is said to suffice must suffice. */
function sameAmount(want: number | string, got: Amount | undefined, round: (n: number) => number = Math.floor): boolean {
  if (!got) return false
  const q = typeof want === 'string' ? parseQuantity(want) : { value: want, unit: undefined }
  return q !== undefined && q.unit === got.unit && round(got.value / got.den) === q.value
}

function compareOne(want: Expected, r: Ruling, fast: number): GoldenFailure[] {
  const fails: GoldenFailure[] = []
  if (STATES[fast] !== r.state) fails.push(`快速路径得 ${STATES[fast]}，裁定单得 ${r.state}`)
  const outcome = (state: string): void => {
    if (state !== r.state && state !== r.label)
      fails.push(
        `应为 ${state}，得 ${r.state}${r.label === undefined ? '' : `/${r.label}`}${r.missing.length > 0 ? `(缺 ${r.missing.join('、')})` : ''}`,
      )
  }
  if (typeof want === 'string') {
    outcome(want)
    return fails
  }
  const differ = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b)) fails.push(`${what} 应为 ${JSON.stringify(a)}，得 ${JSON.stringify(b)}`)
  }
  if (want.state !== undefined) outcome(want.state)
  if (want.value !== undefined && !sameAmount(want.value, r.amount))
    fails.push(`值应为 ${want.value}，得 ${shownAmount(r.amount)}`)
  const payable = r.payable ?? r.amount
  if (want.payable !== undefined && !sameAmount(want.payable, payable))
    fails.push(`可拨应为 ${want.payable}，得 ${shownAmount(payable)}`)
  if (want.gap !== undefined && !sameAmount(want.gap, gapOf(r), Math.ceil))
    fails.push(`差距应为 ${want.gap}，得 ${shownAmount(gapOf(r))}`)
  if (want.dueOn !== undefined) {
    const dues = r.obligations.map((o) => o.dueOn as string)
    if (Array.isArray(want.dueOn)) differ('期限', want.dueOn, dues)
    else if (!dues.includes(want.dueOn)) fails.push(`期限应有 ${want.dueOn}，得 ${dues.join('、') || '无'}`)
  }
  if (want.endsOn !== undefined) differ('止期', want.endsOn, r.endsOn)
  if (want.missing) differ('缺', [...want.missing].sort(), [...r.missing].sort())
  if (want.unsigned) differ('待签', [...want.unsigned].sort(), [...r.unsigned].sort())
  if (want.order) differ('次序', want.order, r.order)
  if (want.step !== undefined) differ('当前步骤', want.step, r.label)
  if (want.by !== undefined) differ('由', want.by, r.items.find((i) => i.id === r.label)?.by)
  for (const [id, amount] of Object.entries(want.parts ?? {})) {
    const item = r.items.find((i) => i.id === id)
    if (!sameAmount(amount, item?.amount)) fails.push(`${id} 应为 ${amount}，得 ${shownAmount(item?.amount)}`)
  }
  return fails
}

function signedFor(c: GoldenCase, scheme: Scheme): Signed {
  if (c.settings === 'proposed') return new Map(Object.entries(scheme.settings).map(([id, s]) => [id, s.proposed]))
  return new Map(Object.entries(c.settings ?? {}))
}

function checkRules(c: GoldenCase, compiled: CompiledScheme, world: World, m: Moment): GoldenFailure[] {
  return Object.entries(c.expect).flatMap(([id, want]) => {
    const rule = compiled.byId.get(id)
    if (!rule) return [`没有规则 ${id}`]
    const subjects = subjectsOf(rule, compiled, world)
    const one = (e: Entity, w: Expected): GoldenFailure[] =>
      compareOne(w, rule.ruling(e, m), rule.state(e, m)).map((f) => `${id}${subjects.length > 1 ? `(${e.id})` : ''}：${f}`)
    if (typeof want === 'object' && 'each' in want)
      return Object.entries(want.each).flatMap(([entityId, w]) => {
        const e = subjects.find((s) => s.id === entityId)
        return e ? one(e, w) : [`${id}：没有主体 ${entityId}`]
      })
    const only = subjects[0]
    return !only
      ? [`${id}：事实里没有 ${rule.rule.subject}`]
      : subjects.length > 1
        ? [`${id}：有 ${subjects.length} 个主体，请用 each`]
        : one(only, want)
  })
}

function findSubject(world: World, id: string | undefined, among: readonly string[]): Entity | undefined {
  if (id !== undefined) for (const list of world.values()) for (const e of list) if (e.id === id) return e
  for (const subject of among) {
    const list = world.get(subject)
    if (list?.[0]) return list[0]
  }
  return undefined
}

function checkActs(c: GoldenCase, compiled: CompiledScheme, world: World, m: Moment): GoldenFailure[] {
  const fails: GoldenFailure[] = []
  for (const a of c.actions) {
    const among = compiled.rules.flatMap((r) =>
      r.rule.kind === 'authority' && r.rule.actions.includes(a.action) ? [r.subject] : [],
    )
    const got = decideAction(compiled, a.action, a.role, findSubject(world, a.of, among), m)
    if (got.allowed !== a.allowed) fails.push(`${a.role} 办理 ${a.action} 应为 ${a.allowed}，得 ${got.allowed}`)
    if (a.rule !== undefined && got.rule?.id !== a.rule)
      fails.push(`${a.action} 的依据应为 ${a.rule}，得 ${got.rule?.id ?? '无'}`)
  }
  for (const [gate, want] of Object.entries(c.gates)) {
    const subjects = [
      ...new Set(
        compiled.rules.flatMap((r) =>
          r.rule.gates.some((g) => (typeof g === 'string' ? g : g.gate) === gate) ? [r.subject] : [],
        ),
      ),
    ]
    const each = typeof want === 'string' ? [[undefined, want] as const] : Object.entries(want)
    for (const [id, state] of each) {
      const e = findSubject(world, id, subjects)
      const got = e ? decideGate(compiled, gate, e, m).state : 'silent'
      if (got !== state) fails.push(`关口 ${gate} 应为 ${state}，得 ${got}`)
    }
  }
  return fails
}

/** Compiled forms by overlay and signatures: many cases share them. */
export type CompileCache = Map<string, CompiledScheme>

/** Runs one worked case against a scheme: world from hand-typed facts, then every expectation, action and gate. */
export function runGolden(scheme: Scheme, c: GoldenCase, base: Catalogue, cache: CompileCache = new Map()): GoldenFailure[] {
  const overlay = c.overlay === undefined ? undefined : scheme.overlays.find((o) => o.id === c.overlay)
  if (c.overlay !== undefined && !overlay) return [`没有叠加 ${c.overlay}`]
  if (overlay && !isInForce(overlay, c.asOf)) return [`叠加 ${overlay.id} 在 ${c.asOf} 不生效`]
  const laid = overlay ? applyOverlay(scheme, overlay).scheme : scheme
  const signed = signedFor(c, laid)
  const key = JSON.stringify([c.overlay, [...signed]])
  const compiled = cache.get(key) ?? compileScheme(laid, base, signed)
  cache.set(key, compiled)
  if (!isCivilDate(c.asOf)) return [`没有这一天：${c.asOf}`]
  const { world, problems } = worldByHand(c.facts, compiled.catalogue)
  if (problems.length > 0) return problems
  const m = momentOf(c.asOf, c.actor as Moment['actor'])
  return [...checkRules(c, compiled, world, m), ...checkActs(c, compiled, world, m)]
}
