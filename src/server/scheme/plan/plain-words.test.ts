import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  applyOverlay,
  catalogue,
  compileScheme,
  gatesOf,
  loadScheme,
  requirementOf,
  wordsOf,
  type Rule,
  type Words,
} from '#domain/scheme/index.ts'
import { findRoot } from '#server/find-root.ts'
import { listSchemeIds, readSchemeFolder } from './read-scheme-folder.ts'

const root = path.join(findRoot(), 'schemes')
/** Letters that officials write themselves: units, ratings, a logo. */
const WRITTEN = /m²|logo|[1-5]A/g

/** Every text that a page shows of a rule without any record. */
function textsOf(rule: Rule, words: Words): string[] {
  const texts = [
    rule.label,
    requirementOf(rule, words, (id) => words.number({ setting: id })),
    ...gatesOf(rule).map(words.act),
    words.subject(rule.subject),
  ]
  if (rule.where) texts.push(words.predicate(rule.where))
  if (rule.kind === 'process') for (const s of rule.steps) texts.push(words.role(s.by), words.predicate(s.done))
  if (rule.kind === 'checklist')
    for (const i of rule.items) if ('require' in i.proof) texts.push(words.predicate(i.proof.require))
  if (rule.kind === 'quota') for (const c of rule.counts) if (c.where) texts.push(words.predicate(c.where, c.of))
  if (rule.kind === 'tranches') for (const p of rule.parts) texts.push(words.predicate(p.opens))
  return texts
}

describe.each(listSchemeIds(root))('the rules of %s', (id) => {
  const { scheme } = loadScheme(readSchemeFolder(path.join(root, id)))
  if (!scheme) throw new Error(`${id} does not load`)
  const layers = [scheme, ...scheme.overlays.map((o) => applyOverlay(scheme, o).scheme)]

  it('name no code of a fact that has no word', () => {
    const compiled = compileScheme(scheme, catalogue)
    const words = wordsOf(compiled)
    const types = new Map<string, string>()
    for (const def of Object.values(compiled.catalogue)) {
      for (const { fields = {} } of Object.values(def.rows))
        for (const [name, { type }] of Object.entries(fields)) types.set(name, type)
      for (const [name, { type }] of Object.entries(def.facts)) types.set(name, type)
    }
    const fields = [...types].filter(([, type]) => type === 'code' || type === 'codes').map(([name]) => name)
    const asked = fields.flatMap((field) => words.codesOf(field).map((code) => [field, code] as const))
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter(([field, code]) => words.code(code, field) === code)).toEqual([])
  })

  it.each(layers.map((laid, i) => [scheme.overlays[i - 1]?.id ?? 'base', laid] as const))(
    'read in words, without a code: %s',
    (_, laid) => {
      const words = wordsOf(compileScheme(laid, catalogue))
      const codes = laid.rules.flatMap((rule) =>
        textsOf(rule, words).flatMap((text) => text.replace(WRITTEN, '').match(/[A-Za-z][\w.-]*/g) ?? []),
      )
      expect([...new Set(codes)]).toEqual([])
    },
  )
})
