import {
  catalogue,
  compileScheme,
  KIND_LABEL,
  requirementOf,
  shownNumber,
  wordsOf,
  type Rule,
  type Scheme,
} from '#domain/scheme/index.ts'
import type { Outcome } from '../outcome.ts'

/** What is no part of a rule's content: where it stands and how it is worded. */
const WORDING: ReadonlySet<string> = new Set(['id', 'label', 'cites', 'note', 'reading', 'slot'])
const contentOf = (rule: Rule): string =>
  JSON.stringify(Object.fromEntries(Object.entries(rule).filter(([key]) => !WORDING.has(key))), (key, value: unknown) =>
    key === 'label' ? undefined : value,
  )

interface Side {
  readonly scheme: Scheme
  readonly requirement: (rule: Rule) => string
}
const sideOf = (scheme: Scheme): Side => {
  const words = wordsOf(compileScheme(scheme, catalogue))
  const setting = (id: string): string => shownNumber(scheme.settings[id]?.proposed ?? id)
  return { scheme, requirement: (rule) => requirementOf(rule, words, setting) }
}

/** Rules of A beside the rules of B that answer the same: by slot, else by id. */
function pairs(
  a: Scheme,
  b: Scheme,
): { left: Rule[]; right: Rule[]; both: { at: string; by: 'slot' | 'id'; a: Rule; b: Rule }[] } {
  const taken = new Set<string>()
  const both: { at: string; by: 'slot' | 'id'; a: Rule; b: Rule }[] = []
  const left: Rule[] = []
  for (const rule of a.rules) {
    const free = b.rules.filter((r) => !taken.has(r.id))
    const bySlot = rule.slot === undefined ? [] : free.filter((r) => r.slot === rule.slot)
    const match =
      bySlot.find((r) => r.id === rule.id) ??
      bySlot.find((r) => r.kind === rule.kind) ??
      bySlot[0] ??
      free.find((r) => r.id === rule.id && (r.slot === undefined || rule.slot === undefined))
    if (!match) {
      left.push(rule)
      continue
    }
    taken.add(match.id)
    const slot = rule.slot !== undefined && rule.slot === match.slot ? rule.slot : undefined
    both.push({ at: slot ?? rule.id, by: slot === undefined ? 'id' : 'slot', a: rule, b: match })
  }
  return { left, right: b.rules.filter((r) => !taken.has(r.id)), both }
}

/** `scheme diff`: rules only in A, only in B, of one kind with another value, of another kind, and alike. */
export function diffSchemes(a: Scheme, b: Scheme): Outcome {
  const [sideA, sideB] = [sideOf(a), sideOf(b)]
  const { left, right, both } = pairs(a, b)
  const of = (side: Side, rule: Rule) => ({
    id: rule.id,
    label: rule.label,
    kind: rule.kind,
    kindLabel: KIND_LABEL[rule.kind],
    subject: rule.subject,
    strength: rule.strength,
    requirement: side.requirement(rule),
    cites: rule.cites,
  })
  const pair = (p: (typeof both)[number]) => ({ at: p.at, by: p.by, a: of(sideA, p.a), b: of(sideB, p.b) })
  const otherKind = both.filter((p) => p.a.kind !== p.b.kind)
  const sameKind = both.filter((p) => p.a.kind === p.b.kind)
  const otherValue = sameKind.filter((p) => contentOf(p.a) !== contentOf(p.b))
  const json = {
    a: { id: a.id, version: a.version },
    b: { id: b.id, version: b.version },
    onlyInA: left.map((r) => of(sideA, r)),
    onlyInB: right.map((r) => of(sideB, r)),
    otherValue: otherValue.map(pair),
    otherKind: otherKind.map(pair),
    alike: sameKind.length - otherValue.length,
  }
  const one = (r: ReturnType<typeof of>): string => `${r.id} ${r.label}（${r.kindLabel}）：${r.requirement}`
  const two = (p: ReturnType<typeof pair>): string[] => [
    `  ${p.at}${p.by === 'slot' ? '' : '（按标识）'}`,
    `    A ${one(p.a)}`,
    `    B ${one(p.b)}`,
  ]
  const lines = [
    `A ${a.id} ${a.version} ${a.title}`,
    `B ${b.id} ${b.version} ${b.title}`,
    '',
    `类型不同 ${json.otherKind.length}`,
    ...json.otherKind.flatMap(two),
    `类型相同而内容不同 ${json.otherValue.length}`,
    ...json.otherValue.flatMap(two),
    `只在 A ${json.onlyInA.length}`,
    ...json.onlyInA.map((r) => `  ${one(r)}`),
    `只在 B ${json.onlyInB.length}`,
    ...json.onlyInB.map((r) => `  ${one(r)}`),
    `一致 ${json.alike}`,
  ]
  return { code: 0, lines, json }
}
