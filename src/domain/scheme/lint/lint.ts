import { formatQuantity, parseQuantity } from '../../kernel/quantity.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { compileScheme, type CompiledScheme, type Signed } from '../compile/compile.ts'
import type { Issue, Path, Position, Report } from '../issue.ts'
import type { LoadedScheme } from '../load.ts'
import { placeParts } from '../answers/mode.ts'
import { applyOverlay } from '../overlay.ts'
import type { Rule } from '../schema/rule.ts'
import type { Scheme } from '../schema/scheme.ts'
import { lintRule } from './lint-rules.ts'
import { factRefs, ruleRefs, settingRefs } from '../walk.ts'

type Locate = LoadedScheme['locate']
interface Out {
  readonly issues: Issue[]
  readonly locate: Locate
}
type Owner = Parameters<Locate>[0]
type Body = Pick<Scheme, 'settings' | 'fields' | 'entryTypes' | 'sums' | 'validFrom' | 'validTo'>
/** The plan's head and its overlays: each declares settings, fields, entry types and sums of its own. */
const bodies = (scheme: Scheme): (readonly [Owner, Body])[] => [['head', scheme], ...scheme.overlays.map((o) => [o, o] as const)]
const add = (out: Out, severity: Issue['severity'], code: string, message: string, at: Position | undefined): void => {
  out.issues.push({ severity, code, message, ...(at && { at }) })
}

function lintClauses(scheme: Scheme, rules: readonly Rule[], out: Out): void {
  const known = new Map<string, (typeof scheme.clauses)[number]>()
  for (const clause of scheme.clauses) {
    if (known.has(clause.id)) add(out, 'error', 'duplicate-id', `重复的条款 ${clause.id}`, out.locate(clause, ['id']))
    known.set(clause.id, clause)
  }
  const cited = (owner: Owner, cites: readonly string[], path: Path): void =>
    cites.forEach((cite, i) => {
      const [id = '', part] = cite.split('/')
      const clause = known.get(id)
      const at = out.locate(owner, [...path, i])
      if (!clause) add(out, 'error', 'unknown-clause', `没有条款 ${cite}`, at)
      else if (part !== undefined && !clause.parts?.[part]) add(out, 'error', 'unknown-clause', `条款 ${id} 没有 ${part} 款`, at)
      else if (part === undefined && clause.parts) add(out, 'error', 'whole-cited', `条款 ${id} 分了款，应引用其中一款`, at)
      else if (
        clause.narrative === true ||
        (Array.isArray(clause.narrative) && part !== undefined && clause.narrative.includes(part))
      )
        add(out, 'error', 'narrative-cited', `条款 ${cite} 标为叙述，却被规则引用`, at)
    })
  for (const rule of rules) cited(rule, rule.cites, ['cites'])
  for (const [owner, body] of bodies(scheme)) {
    body.sums.forEach((s, i) => cited(owner, s.cites, ['sums', i, 'cites']))
    for (const [id, s] of Object.entries(body.settings)) cited(owner, s.cites, ['settings', id, 'cites'])
  }
  for (const part of placeParts(scheme))
    if (part.mode === 'unplaced')
      add(out, 'error', 'unplaced', `条款 ${part.cite} 没有规则引用：${part.text}`, out.locate(part.clause, ['id']))
}

/** Two rules live in one slot on the same subjects at the same time, unless one defeats the other or their `where` differ. */
function lintSlots(rules: readonly Rule[], out: Out): void {
  rules.forEach((a, i) =>
    rules.slice(i + 1).forEach((b) => {
      if (a.slot === undefined || a.slot !== b.slot || a.subject !== b.subject) return
      if (a.defeats === b.id || b.defeats === a.id || JSON.stringify(a.where) !== JSON.stringify(b.where)) return
      if (
        (a.validTo !== undefined && b.validFrom !== undefined && a.validTo < b.validFrom) ||
        (b.validTo !== undefined && a.validFrom !== undefined && b.validTo < a.validFrom)
      )
        return
      add(out, 'error', 'slot-taken', `${a.id} 与 ${b.id} 同占 ${a.slot}`, out.locate(b, ['slot']))
    }),
  )
}

/** One rule lets a role do what another refuses it, without conditions that tell them apart. */
function lintAuthorities(rules: readonly Rule[], out: Out): void {
  for (const a of rules) {
    if (a.kind !== 'authority' || !a.allow || a.when || a.except || a.where) continue
    for (const b of rules) {
      if (
        b.kind !== 'authority' ||
        b === a ||
        b.subject !== a.subject ||
        b.when ||
        b.except ||
        b.where ||
        a.defeats === b.id ||
        b.defeats === a.id
      )
        continue
      const act = a.actions.find((x) => b.actions.includes(x))
      const role = a.allow.find((x) => b.deny?.includes(x))
      if (act !== undefined && role !== undefined)
        add(out, 'error', 'rules-disagree', `${a.id} 准许而 ${b.id} 不准许 ${role} 办理 ${act}`, out.locate(b, ['deny']))
    }
  }
}

function lintCycles(compiled: CompiledScheme, out: Out): void {
  const definer = new Map(compiled.scheme.rules.flatMap((r) => (r.defines === undefined ? [] : [[r.defines, r.id] as const])))
  const next = (rule: Rule): string[] => [
    ...ruleRefs(rule)
      .map((r) => r.id)
      .filter((id) => id !== rule.defeats),
    ...[...factRefs(rule)].flatMap((f) => (f === rule.defines ? [] : (definer.get(f) ?? []))),
  ]
  const done = new Set<string>()
  const visit = (id: string, trail: readonly string[]): void => {
    const rule = compiled.byId.get(id)?.rule
    if (!rule || done.has(id)) return
    if (trail.includes(id))
      return add(out, 'error', 'cycle', `规则互相依赖：${[...trail, id].join(' → ')}`, out.locate(rule, ['id']))
    for (const n of next(rule)) visit(n, [...trail, id])
    done.add(id)
  }
  for (const rule of compiled.scheme.rules) visit(rule.id, [])
}

/** What a head or an overlay declares and no rule uses, dates that run backwards, sums that do not add up. */
function lintBody(owner: Owner, body: Body, all: readonly Rule[], out: Out): void {
  const unused = (what: string, group: 'settings' | 'fields' | 'entryTypes', isUsed: (name: string) => boolean): void => {
    for (const name of Object.keys(body[group]))
      if (!isUsed(name)) add(out, 'error', 'unused', `${what} ${name} 没有规则使用`, out.locate(owner, [group, name]))
  }
  const settings = new Set(all.flatMap(settingRefs))
  const facts = factRefs(all)
  const text = JSON.stringify(all)
  unused('设定', 'settings', (id) => settings.has(id))
  unused('自设字段', 'fields', (name) => facts.has(name) || text.includes(`"${name.split('.')[1] ?? ''}"`))
  unused('记录类型', 'entryTypes', (id) => text.includes(`"${id}"`))
  if (body.validTo !== null && body.validTo < body.validFrom)
    add(out, 'error', 'dates-backwards', '有效期颠倒', out.locate(owner, ['validTo']))
  body.sums.forEach((sum, i) => {
    const at = out.locate(owner, ['sums', i])
    const numbers = [...sum.whole, ...sum.parts].map((x) =>
      typeof x === 'number' ? { value: x, unit: undefined } : parseQuantity(x),
    )
    const units = new Set(numbers.map((n) => n && (n.unit ?? 'count')))
    if (units.size > 1 || units.has(undefined)) return add(out, 'error', 'wrong-unit', `合计 ${sum.label} 的数写法有误`, at)
    const total = (list: typeof numbers): number => list.reduce((a, x) => a + (x?.value ?? 0), 0)
    const rest = total(numbers.slice(0, sum.whole.length)) - total(numbers.slice(sum.whole.length))
    const shown = formatQuantity(rest, numbers[0]?.unit)
    if (rest !== 0 && sum.remainder === undefined) add(out, 'warning', 'sum-differs', `${sum.label}：相差 ${shown}`, at)
    else if (rest !== 0) add(out, 'note', 'sum-differs', `${sum.label}：未分配 ${shown}(${sum.remainder})`, at)
  })
}

function lintHead(scheme: Scheme, all: readonly Rule[], out: Out): void {
  const declared = bodies(scheme)
  for (const [owner, body] of declared) lintBody(owner, body, all, out)
  const ids = new Set([
    ...all.map((r) => r.id),
    ...declared.flatMap(([, b]) => [...Object.keys(b.settings), ...b.sums.map((s) => s.id)]),
  ])
  for (const [row, list] of Object.entries(scheme.parameters))
    list.forEach(
      (id, i) =>
        !ids.has(id) &&
        add(out, 'error', 'unknown-rule', `参数表引用的 ${id} 不存在`, out.locate('head', ['parameters', row, i])),
    )
  if (!scheme.roles[scheme.signer])
    add(out, 'error', 'unknown-role', `没有声明签定人 ${scheme.signer}`, out.locate('head', ['signer']))
}

function lintSignatures(scheme: Scheme, all: readonly Rule[], signed: Signed, out: Out): void {
  for (const [owner, body] of bodies(scheme))
    for (const [id, s] of Object.entries(body.settings))
      if (!signed.has(id)) add(out, 'note', 'unsigned', `设定待签：${s.label}`, out.locate(owner, ['settings', id]))
  for (const rule of all)
    if (rule.reading && !signed.has(`reading:${rule.id}`))
      add(out, 'note', 'unsigned', `读法待签：${rule.label}——${rule.reading.text}`, out.locate(rule, ['reading']))
}

/**
 * Everything the shape cannot tell: citations, units, facts, paths, bands, sums, slots, cycles, roles.
 * Errors make a scheme unfit for use; notes are facts about the document. `signed` adds notes on what awaits signature.
 */
export function lintScheme(
  loaded: LoadedScheme,
  base: Catalogue,
  signed?: Signed,
): { issues: Issue[]; compiled: CompiledScheme | undefined } {
  const { scheme, locate } = loaded
  const out: Out = { issues: [...loaded.issues], locate }
  if (!scheme) return { issues: out.issues, compiled: undefined }
  const seen = new Set<string>()
  const tellOf =
    (rule: Rule): Report =>
    (code, message, path, severity = 'error') => {
      const key = `${rule.id}|${code}|${message}|${path.join('.')}`
      if (!seen.has(key)) add(out, severity, code, `${rule.id}：${message}`, locate(rule, path))
      seen.add(key)
    }
  const all = [...scheme.rules, ...scheme.overlays.flatMap((o) => o.rules)]
  const ids = new Set<string>()
  for (const rule of scheme.rules) {
    if (ids.has(rule.id)) add(out, 'error', 'duplicate-id', `重复的规则 ${rule.id}`, locate(rule, ['id']))
    ids.add(rule.id)
  }
  lintClauses(scheme, all, out)
  const merged = scheme.overlays.map((o) => applyOverlay(scheme, o))
  for (const version of [{ scheme, notes: [] }, ...merged]) {
    const compiled = compileScheme(version.scheme, base, signed, (rule, code, message, path, severity) =>
      tellOf(rule)(code, message, path, severity),
    )
    for (const rule of version.scheme.rules) lintRule(rule, compiled, tellOf(rule))
    lintSlots(version.scheme.rules, out)
    lintAuthorities(version.scheme.rules, out)
    lintCycles(compiled, out)
    for (const note of version.notes) {
      const rule = version.scheme.rules.find((r) => r.id === note.ruleId)
      if (rule && note.code === 'weaker')
        add(out, 'warning', 'weaker-overlay', `${rule.id}：${note.message}`, locate(rule, ['strength']))
    }
  }
  lintHead(scheme, all, out)
  if (signed) lintSignatures(scheme, all, signed, out)
  return { issues: out.issues, compiled: compileScheme(scheme, base, signed) }
}
