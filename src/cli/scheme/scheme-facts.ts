import { catalogue, compileScheme, factRefs, type Scheme } from '#domain/scheme/index.ts'
import { BadInput } from '../end-with.ts'
import type { Outcome } from '../outcome.ts'

const ORIGIN_LABEL = { recorded: '业务记录', declared: '申报', outside: '外部', derived: '推算', attested: '确认' } as const

type Users = ReadonlyMap<string, ReadonlySet<string>>

/** Which schemes' rules name a fact, `subject.fact` → scheme ids. */
function usersOf(schemes: readonly Scheme[]): Users {
  const out = new Map<string, Set<string>>()
  for (const scheme of schemes)
    for (const rule of [...scheme.rules, ...scheme.overlays.flatMap((o) => o.rules)])
      for (const fact of factRefs(rule)) out.set(fact, (out.get(fact) ?? new Set()).add(scheme.id))
  return out
}

function factsOf(schemes: readonly Scheme[], users: Users) {
  const coinedBy = (name: string): string | undefined =>
    schemes.find((s) => name in s.fields || s.overlays.some((o) => name in o.fields))?.id
  const merged = schemes.reduce((all, scheme) => compileScheme({ ...scheme, rules: [], overlays: [] }, all).catalogue, catalogue)
  return Object.values(merged).map((def) => ({
    subject: def.subject,
    label: def.label,
    module: def.module,
    facts: [
      ...Object.entries(def.facts).map(([field, f]) => {
        const name = `${def.subject}.${field}`
        return {
          name,
          label: f.label,
          type: f.type,
          unit: f.unit ?? null,
          levels: f.levels ?? null,
          origin: f.origin,
          supplier: f.supplier,
          usedBy: [...(users.get(name) ?? [])],
          coinedBy: coinedBy(name) ?? null,
        }
      }),
      ...Object.entries(def.rows).map(([field, r]) => {
        const name = `${def.subject}.${field}`
        const fields = Object.keys(r.fields ?? {})
        const type = r.of === undefined ? `rows{${fields.join(',')}}` : `rows of ${r.of}`
        return {
          name: `${name}[]`,
          label: r.label,
          type,
          unit: null,
          levels: null,
          origin: r.origin,
          supplier: r.supplier,
          usedBy: [...(users.get(name) ?? [])],
          coinedBy: null,
        }
      }),
    ],
    links: Object.entries(def.links).map(([name, l]) => ({ name, to: l.to })),
  }))
}

/** `scheme facts`: the catalogue of what can be asked, with what each fact is and who supplies it. */
export function listFacts(schemes: readonly Scheme[], subject: string | undefined): Outcome {
  const all = factsOf(schemes, usersOf(schemes))
  const subjects = subject === undefined ? all : all.filter((s) => s.subject === subject)
  if (subjects.length === 0) throw new BadInput(`没有主体 ${subject}；可用：${all.map((s) => s.subject).join('、')}`)
  const lines = subjects.flatMap((s) => [
    `${s.subject} ${s.label}${s.links.length === 0 ? '' : `（联到 ${s.links.map((l) => l.name).join('、')}）`}`,
    ...s.facts.map(
      (f) =>
        `  ${f.name} ${f.label} · ${f.type}${f.unit === null ? '' : ` ${f.unit}`}${f.levels === null ? '' : ` ${f.levels.join('<')}`} · ${ORIGIN_LABEL[f.origin]}，${f.supplier}${f.coinedBy === null ? '' : ` · ${f.coinedBy} 自设`}${f.usedBy.length === 0 ? '' : ` · 用于 ${f.usedBy.join('、')}`}`,
    ),
  ])
  return { code: 0, lines, json: subjects }
}
