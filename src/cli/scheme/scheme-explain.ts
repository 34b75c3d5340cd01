import {
  applyOverlay,
  catalogue,
  compileScheme,
  factRefs,
  gatesOf,
  KIND_LABEL,
  MODE_LABEL,
  modeOf,
  placeParts,
  requirementOf,
  settingRefs,
  shownNumber,
  STRENGTH_LABEL,
  wordsOf,
  type CompiledScheme,
  type Rule,
  type Words,
} from '#domain/scheme/index.ts'
import { BadInput } from '../end-with.ts'
import type { Outcome } from '../outcome.ts'
import type { SchemeFolder } from './scheme-folder.ts'

/** A rule with the plan it stands in: the plan's own or one overlay's. */
interface Placed {
  readonly key: string
  readonly rule: Rule
  readonly compiled: CompiledScheme
  readonly words: Words
}

function allRules({ scheme }: SchemeFolder): Placed[] {
  const base = compileScheme(scheme, catalogue)
  const words = wordsOf(base)
  const own = scheme.rules.map((rule): Placed => ({ key: rule.id, rule, compiled: base, words }))
  const laid = scheme.overlays.flatMap((overlay) => {
    const compiled = compileScheme(applyOverlay(scheme, overlay).scheme, catalogue)
    const own = wordsOf(compiled)
    return overlay.rules.map((rule): Placed => ({ key: `${overlay.id}/${rule.id}`, rule, compiled, words: own }))
  })
  return [...own, ...laid]
}

const ownerOf = (rule: Rule): string | undefined =>
  rule.kind === 'duty'
    ? rule.debtor
    : rule.kind === 'consequence'
      ? rule.decidedBy
      : rule.kind === 'discretion'
        ? rule.by
        : rule.owner

/** Names of acts and slots look like facts; the catalogue tells them apart. */
function isFact({ catalogue }: CompiledScheme, name: string): boolean {
  const [subject = '', field = ''] = name.split('.')
  const def = catalogue[subject]
  return def !== undefined && (field in def.facts || field in def.rows)
}

function describe({ key, rule, compiled, words }: Placed, folder: SchemeFolder) {
  const settings = compiled.scheme.settings
  const setting = (id: string): string => {
    const proposed = settings[id]?.proposed ?? id
    return `${typeof proposed === 'string' && /^[a-z-]+$/.test(proposed) ? words.code(proposed) : shownNumber(proposed)}（${settings[id]?.label ?? id}，建议值）`
  }
  const owner = ownerOf(rule)
  const cases = folder.loaded.golden.filter((c) => rule.id in c.expect || c.clauses.some((cite) => rule.cites.includes(cite)))
  return {
    id: key,
    label: rule.label,
    kind: rule.kind,
    kindLabel: KIND_LABEL[rule.kind],
    mode: MODE_LABEL[modeOf(rule)],
    subject: rule.subject,
    subjectLabel: words.subject(rule.subject),
    strength: rule.strength,
    strengthLabel: STRENGTH_LABEL[rule.strength],
    slot: rule.slot ?? null,
    owner: owner ?? null,
    ownerLabel: owner === undefined ? null : words.role(owner),
    requirement: requirementOf(rule, words, setting),
    where: rule.where ? words.predicate(rule.where) : null,
    per: rule.per ?? null,
    due: rule.due ?? null,
    gates: gatesOf(rule).map((gate) => ({ gate, label: words.act(gate) })),
    waiver: rule.waiver ? words.role(rule.waiver.by) : null,
    defeats: rule.defeats ?? null,
    reading: rule.reading ?? null,
    note: rule.note ?? null,
    settings: [...new Set(settingRefs(rule))].map((id) => ({
      id,
      label: settings[id]?.label ?? id,
      proposed: settings[id]?.proposed ?? null,
    })),
    facts: [...factRefs(rule)]
      .filter((name) => isFact(compiled, name))
      .sort()
      .map((name) => ({ name, label: words.fact(name) })),
    cites: rule.cites,
    golden: cases.map((c) => ({ name: c.name, file: c.file, asOf: c.asOf, expects: c.expect[rule.id] ?? null })),
  }
}
type Described = ReturnType<typeof describe>

const PERIOD_LABEL: Readonly<Record<string, string>> = {
  week: '按周',
  month: '按月',
  quarter: '按季',
  'half-year': '按半年',
  year: '按年',
}

function ruleLines(r: Described): string[] {
  const optional = (label: string, text: string | null | undefined): string[] => (text ? [`    ${label}：${text}`] : [])
  return [
    `  ${r.id} ${r.label}`,
    `    类型：${r.kindLabel}（${r.strengthLabel}，${r.mode}），对象：${r.subjectLabel}${r.slot === null ? '' : `，槽位 ${r.slot}`}`,
    `    要求：${r.requirement}`,
    ...optional('适用', r.where),
    ...optional('周期', r.per && PERIOD_LABEL[r.per]),
    ...optional('责任', r.ownerLabel),
    ...optional('期限', r.due && r.kind !== 'duty' ? JSON.stringify(r.due) : null),
    ...optional('关口', r.gates.map((g) => `${g.gate} ${g.label}`).join('、')),
    ...optional('例外', r.waiver && `由${r.waiver}准许`),
    ...optional('让位', r.defeats && `使 ${r.defeats} 不适用`),
    ...optional('读法', r.reading && `${r.reading.text}${r.reading.ref === undefined ? '' : `（${r.reading.ref}）`}`),
    ...optional('说明', r.note),
    ...optional('设定', r.settings.map((s) => `${s.id} ${s.label}（建议 ${s.proposed}）`).join('；')),
    ...optional('事实', r.facts.map((f) => `${f.name} ${f.label}`).join('、')),
    ...optional('条款', r.cites.join('、')),
    `    算例：${r.golden.length === 0 ? '无' : ''}`,
    ...r.golden.map(
      (g) =>
        `      ${g.file} 「${g.name}」 ${g.asOf}${g.expects === null ? '' : ` → ${typeof g.expects === 'string' ? g.expects : JSON.stringify(g.expects)}`}`,
    ),
  ]
}

/** Names near to what was typed, for a message. */
function nearTo(typed: string, known: readonly string[]): string {
  const near = known.filter((k) => k.includes(typed) || typed.includes(k)).slice(0, 8)
  return near.length === 0 ? '' : `；相近的有 ${near.join('、')}`
}

/** `scheme explain`: a rule, or a clause (part) with every rule that cites it. Throws BadInput when there is neither. */
export function explainScheme(folder: SchemeFolder, wanted: string): Outcome {
  const { scheme } = folder
  const rules = allRules(folder)
  const rule = rules.find((r) => r.key === wanted) ?? rules.find((r) => r.rule.id === wanted)
  if (rule) {
    const described = describe(rule, folder)
    const clauses = placeParts(scheme).filter((p) => rule.rule.cites.includes(p.cite))
    const json = {
      scheme: scheme.id,
      rule: described,
      clauses: clauses.map((p) => ({ id: p.cite, ref: p.clause.ref, text: p.text })),
    }
    return {
      code: 0,
      json,
      lines: [scheme.title, ...clauses.map((p) => `${p.cite} ${p.clause.ref}：${p.text}`), '', ...ruleLines(described)],
    }
  }
  const id = wanted.startsWith(`${scheme.id}-`) ? wanted : `${scheme.id}-${wanted}`
  const parts = placeParts(scheme).filter((p) => p.cite === id || p.clause.id === id)
  const clause = parts[0]?.clause
  if (!clause)
    throw new BadInput(
      `${scheme.id} 没有规则或条款 ${wanted}${nearTo(wanted, [...rules.map((r) => r.key), ...scheme.clauses.map((c) => c.id)])}`,
    )
  const found = parts.map((part) => ({
    part,
    rules: rules.filter((r) => r.rule.cites.includes(part.cite)).map((r) => describe(r, folder)),
    sums: scheme.sums.filter((s) => s.cites.includes(part.cite)),
  }))
  const json = {
    scheme: scheme.id,
    clause: { id: clause.id, ref: clause.ref, area: clause.area, text: clause.text },
    parts: found.map(({ part, rules, sums }) => ({
      id: part.cite,
      text: part.text,
      mode: part.mode,
      modeLabel: MODE_LABEL[part.mode],
      rules,
      sums: sums.map(({ id, label }) => ({ id, label })),
    })),
  }
  const lines = [scheme.title, `${clause.id} ${clause.ref}`, clause.text]
  for (const { part, rules, sums } of found) {
    lines.push(
      '',
      part.cite === clause.id ? `安置：${MODE_LABEL[part.mode]}` : `${part.cite} ${part.text}（${MODE_LABEL[part.mode]}）`,
    )
    lines.push(...rules.flatMap(ruleLines), ...sums.map((s) => `  对账：${s.id} ${s.label}`))
  }
  return { code: 0, json, lines }
}
